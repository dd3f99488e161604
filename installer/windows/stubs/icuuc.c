/* For trials under Wine only: Windows has this library since Windows 10 1703. Qt6Core imports its
   converters; one that cannot be opened is enough. */
#define EXPORT __declspec(dllexport)
enum { UNSUPPORTED = 16 };
static void *refuse(int *error) { if (error) *error = UNSUPPORTED; return 0; }
EXPORT void *ucnv_open(const char *name, int *error) { return refuse(error); }
EXPORT const char *ucnv_getName(const void *c, int *error) { return refuse(error); }
EXPORT void ucnv_toUnicode(void *c, void *t, void *tl, void *s, void *sl, int *o, char f, int *error) { refuse(error); }
EXPORT void ucnv_fromUnicode(void *c, void *t, void *tl, void *s, void *sl, int *o, char f, int *error) { refuse(error); }
EXPORT void ucnv_close(void *c) {}
EXPORT void ucnv_reset(void *c) {}
EXPORT signed char ucnv_getMaxCharSize(const void *c) { return 4; }
EXPORT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void ucnv_getToUCallBack(const void *c, void *a, void *b) {}
EXPORT void ucnv_getFromUCallBack(const void *c, void *a, void *b) {}
EXPORT void ucnv_setToUCallBack(void *c, void *a, void *b, void *o, void *p, int *e) {}
EXPORT void ucnv_setFromUCallBack(void *c, void *a, void *b, void *o, void *p, int *e) {}
EXPORT void ucnv_cbToUWriteUChars(void *a, void *s, int n, int o, int *e) {}
EXPORT void ucnv_cbFromUWriteUChars(void *a, void *s, void *l, int o, int *e) {}
EXPORT int ucnv_toUCountPending(const void *c, int *e) { return 0; }
EXPORT int ucnv_fromUCountPending(const void *c, int *e) { return 0; }
EXPORT const char *ucnv_getStandardName(const char *n, const char *s, int *e) { return 0; }
EXPORT const char *ucnv_getAvailableName(int n) { return 0; }
EXPORT int ucnv_countAvailable(void) { return 0; }
