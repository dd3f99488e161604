/* Tianbao.exe and tianbao-cli.exe: `python -X utf8 -m app ARGUMENTS` of the runtime beside them, in
   this very process. With CONSOLE defined it is the one for consoles. */
#include <windows.h>
#include <shobjidl.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST 32768
#define INCOMPLETE L"程式檔案不完整，請重新安裝填報。"

typedef int (*Main)(int, wchar_t **);

static int fail(void)
{
#ifdef CONSOLE
    DWORD written;
    HANDLE stream = GetStdHandle(STD_ERROR_HANDLE);
    if (!WriteConsoleW(stream, INCOMPLETE L"\n", wcslen(INCOMPLETE) + 1, &written, 0))
        fputs("Tianbao: files are missing, install it again.\n", stderr);
#else
    MessageBoxW(0, INCOMPLETE, L"填報", MB_ICONERROR);
#endif
    return 3;
}

/* The program starts a second process as `EXECUTABLE -c … --multiprocessing-fork`. */
static BOOL is_second_process(int argc, wchar_t **argv)
{
    return argc > 2 && !wcsncmp(argv[argc - 1], L"--multiprocessing-fork", 22);
}

static int run(int argc, wchar_t **argv)
{
    static wchar_t folder[LONGEST], path[LONGEST], program[LONGEST];
    DWORD length = GetModuleFileNameW(0, folder, LONGEST);
    if (!length || length > LONGEST - 64) return fail();
    *wcsrchr(folder, L'\\') = 0;
    swprintf(path, LONGEST, L"%ls\\runtime", folder);
    SetDllDirectoryW(path);
#ifndef CONSOLE
    SetCurrentProcessExplicitAppUserModelID(L"tw.tianbao.tianbao");
#endif
    swprintf(path, LONGEST, L"%ls\\runtime\\" PYTHON_DLL, folder);
    HMODULE python = LoadLibraryExW(path, 0, LOAD_WITH_ALTERED_SEARCH_PATH);
    Main python_main = python ? (Main)(void *)GetProcAddress(python, "Py_Main") : 0;
    wchar_t **given = calloc(argc + 6, sizeof *given);
    if (!python_main || !given) return fail();
    int count = 0;
    swprintf(program, LONGEST, L"%ls\\runtime\\python.exe", folder);
    given[count++] = program;
    given[count++] = L"-X";
    given[count++] = L"utf8";
    if (!is_second_process(argc, argv)) {
        given[count++] = L"-m";
        given[count++] = L"app";
    }
    for (int i = 1; i < argc; i++) given[count++] = argv[i];
    return python_main(count, given);
}

#ifdef CONSOLE
int wmain(int argc, wchar_t **argv) { return run(argc, argv); }
#else
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, PWSTR line, int show)
{
    return run(__argc, __wargv);
}
#endif
