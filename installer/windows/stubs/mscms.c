/* For trials under Wine only: Qt asks for display profiles by functions Wine's mscms lacks. */
#include <windows.h>
#define EXPORT __declspec(dllexport)
#define NONE { SetLastError(ERROR_FILE_NOT_FOUND); return 0; }
EXPORT BOOL WINAPI CloseColorProfile(HANDLE h) { return TRUE; }
EXPORT HANDLE WINAPI OpenColorProfileW(void *p, DWORD a, DWORD s, DWORD c) NONE
EXPORT HANDLE WINAPI WcsCreateIccProfile(HANDLE h, DWORD o) NONE
EXPORT HANDLE WINAPI WcsOpenColorProfileW(void *a, void *b, void *c, DWORD d, DWORD e, DWORD f, DWORD g) NONE
EXPORT BOOL WINAPI GetColorProfileFromHandle(HANDLE h, BYTE *b, DWORD *n) NONE
EXPORT BOOL WINAPI WcsGetDefaultColorProfile(DWORD s, const WCHAR *d, DWORD t, DWORD u, DWORD i, DWORD c, WCHAR *n) NONE
EXPORT BOOL WINAPI WcsGetDefaultColorProfileSize(DWORD s, const WCHAR *d, DWORD t, DWORD u, DWORD i, DWORD *c) NONE
EXPORT BOOL WINAPI GetColorDirectoryW(const WCHAR *m, WCHAR *b, DWORD *n) NONE
