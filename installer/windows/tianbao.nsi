; Setup.exe: installs for one user, without administrator rights. Built by installer/windows/packages.py,
; which gives VERSION, NUMBERS (four of them), OUT, ICON, MACROS (the pieces of the program, the kinds
; of files it opens), FILES (what unpacks them) and, where builds are signed, SIGN (a command). It ends with
; 2 while the program runs, 3 on a Windows that is too old, 4 where it could not replace the files
; (those that were there stand again), 5 where a newer version is installed.
Unicode true
Target amd64-unicode ; which 32-bit Windows does not start
ManifestSupportedOS Win10
ManifestDPIAware true
!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include Win\COM.nsh
!include Win\Propkey.nsh
!include WordFunc.nsh
!define NAME "填報 Tianbao"
!define PROGRAM "Tianbao.exe"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Tianbao"
!define CLASSES "Software\Classes"
!define OLDEST_BUILD 17763 ; Windows 10, version 1809

!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

Name "${NAME}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Tianbao"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"
SetDateSave on
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "TradChinese"
VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=${LANG_TRADCHINESE} "ProductName" "${NAME}"
VIAddVersionKey /LANG=${LANG_TRADCHINESE} "FileDescription" "${NAME} 安裝程式"
VIAddVersionKey /LANG=${LANG_TRADCHINESE} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_TRADCHINESE} "LegalCopyright" "MIT"

; Macro EachPiece: each piece of the program, as it stands in its folder. What else is there is not ours.
; Macro EachType: each kind of file the program opens.
!include "${MACROS}"

!macro Remove piece
  RMDir /r "$INSTDIR\${piece}"
  Delete "$INSTDIR\${piece}"
!macroend

; Jumps to giveBack where a piece cannot be moved.
!macro Swap piece
  ${If} ${FileExists} "$INSTDIR\${piece}"
    !insertmacro Move "$INSTDIR\${piece}" "$INSTDIR\.old\${piece}"
  ${EndIf}
  !insertmacro Move "$INSTDIR\.new\${piece}" "$INSTDIR\${piece}"
!macroend

!macro Move from to
  StrCpy $R1 "${from}"
  StrCpy $R2 "${to}"
  Call Move
  IfErrors giveBack
!macroend

; A piece that came already goes again.
!macro TakeOut piece
  ${IfNot} ${FileExists} "$INSTDIR\.new\${piece}"
    !insertmacro Remove "${piece}"
  ${EndIf}
!macroend

!macro Restore piece
  ${If} ${FileExists} "$INSTDIR\.old\${piece}"
    !insertmacro Remove "${piece}"
    Rename "$INSTDIR\.old\${piece}" "$INSTDIR\${piece}"
  ${EndIf}
!macroend

; A program that runs holds Python's library open.
!macro RefuseWhileRunning what
  ${If} ${FileExists} "$INSTDIR\runtime\python313.dll"
    ClearErrors
    FileOpen $0 "$INSTDIR\runtime\python313.dll" a
    ${If} ${Errors}
      MessageBox MB_ICONSTOP "填報正在執行。請先關閉填報，再${what}。" /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

; The folder of another installation of this user's, empty without one.
!macro ReadOtherFolder variable
  ReadRegStr ${variable} HKCU "${KEY}" "InstallLocation"
  ${If} ${variable} == "$INSTDIR"
  ${OrIfNot} ${FileExists} "${variable}\uninstall.exe"
    StrCpy ${variable} ""
  ${EndIf}
!macroend

; The shortcut says which program's window it opens, as the window does (launcher.c): else one that
; is pinned to the taskbar and its window would be two. Where it fails, the shortcut works all the same.
!macro NameShortcut path
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r0 ""
  ${If} $0 P<> 0
    ${IUnknown::QueryInterface} $0 '("${IID_IPersistFile}",.r1)'
    ${IUnknown::QueryInterface} $0 '("${IID_IPropertyStore}",.r2)'
    ${If} $1 P<> 0
    ${AndIf} $2 P<> 0
      ${IPersistFile::Load} $1 '("${path}",${STGM_READWRITE})'
      System::Call 'oleaut32::SysAllocString(w "${APP_ID}")p.r3'
      System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID})p.r4'
      System::Call '*${SYSSTRUCT_PROPVARIANT}(${VT_BSTR},,&i8 $3)p.r5'
      ${IPropertyStore::SetValue} $2 '($4,$5)'
      ${IPropertyStore::Commit} $2 ""
      ${IPersistFile::Save} $1 '("${path}",1)'
      System::Free $4
      System::Free $5
      System::Call 'oleaut32::SysFreeString(p r3)'
    ${EndIf}
    ${If} $1 P<> 0
      ${IUnknown::Release} $1 ""
    ${EndIf}
    ${If} $2 P<> 0
      ${IUnknown::Release} $2 ""
    ${EndIf}
    ${IUnknown::Release} $0 ""
  ${EndIf}
!macroend

!macro RegisterType extension id title
  WriteRegStr HKCU "${CLASSES}\${extension}" "" "${id}"
  WriteRegStr HKCU "${CLASSES}\${id}" "" "${title}"
  WriteRegStr HKCU "${CLASSES}\${id}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${CLASSES}\${id}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" ${OPEN} "%1"'
!macroend

; Another program may have taken the extension since: then it stays that program's.
!macro ForgetType extension id title
  ReadRegStr $0 HKCU "${CLASSES}\${extension}" ""
  ${If} $0 == "${id}"
    DeleteRegKey HKCU "${CLASSES}\${extension}"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\${id}"
!macroend

Function .onInit
  ${IfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    MessageBox MB_ICONSTOP "需要 Windows 10（1809 版）以上。" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
  ; A store that a newer version has opened is not for an older one.
  ReadRegStr $0 HKCU "${KEY}" "InstallLocation"
  ${If} ${FileExists} "$0\${PROGRAM}"
    ReadRegStr $0 HKCU "${KEY}" "DisplayVersion"
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      MessageBox MB_ICONSTOP "已安裝較新的 $0 版，不以 ${VERSION} 版取代：較新版開啟過的資料檔，舊版不一定能開啟。確實要改回舊版，請先解除安裝。" /SD IDOK
      SetErrorLevel 5
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

; Moves $R1 to $R2. A scanner that looks at a new file holds it for a moment: three seconds' patience.
Function Move
  StrCpy $R3 12
again:
  ClearErrors
  Rename $R1 $R2
  IfErrors 0 done
  IntOp $R3 $R3 - 1
  Sleep 250
  IntCmp $R3 0 0 done again
  SetErrors
done:
FunctionEnd

Section
  !insertmacro RefuseWhileRunning "執行安裝程式"
  ; What an installation that was cut short has left.
  !insertmacro EachPiece Restore
  RMDir /r "$INSTDIR\.old"
  RMDir /r "$INSTDIR\.new"

  ClearErrors
  !include "${FILES}"
  IfErrors giveUp
  SetOutPath "$INSTDIR" ; a folder somebody stands in cannot be moved

  CreateDirectory "$INSTDIR\.old"
  !insertmacro EachPiece Swap
  RMDir /r "$INSTDIR\.old"
  RMDir /r "$INSTDIR\.new"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ; Installed into another folder than before: the program is not kept twice, unless it runs there.
  !insertmacro ReadOtherFolder $R0
  ${If} $R0 != ""
    ClearErrors
    ExecWait '"$R0\uninstall.exe" /S _?=$R0' $0
    ${If} $0 == 0
      Delete "$R0\uninstall.exe"
      RMDir "$R0"
    ${EndIf}
  ${EndIf}
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
  !insertmacro NameShortcut "$SMPROGRAMS\${NAME}.lnk"
  !insertmacro EachType RegisterType
  WriteRegStr HKCU "${KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  SectionGetSize 0 $0
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" $0
  System::Call 'shell32::SHChangeNotify(i 0x8000000, i 0, p 0, p 0)'
  Return

giveBack:
  !insertmacro EachPiece TakeOut
  !insertmacro EachPiece Restore
  RMDir /r "$INSTDIR\.old"
giveUp:
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\.new"
  RMDir "$INSTDIR"
  MessageBox MB_ICONSTOP "沒有安裝成功；原有的版本（如有）仍可使用。請確認磁碟空間足夠、資料夾可寫入，再試一次。" /SD IDOK
  SetErrorLevel 4
  Quit
SectionEnd

Section Uninstall
  !insertmacro RefuseWhileRunning "解除安裝"
  !insertmacro EachPiece Remove
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  !insertmacro EachType ForgetType
  DeleteRegKey HKCU "${KEY}"
  System::Call 'shell32::SHChangeNotify(i 0x8000000, i 0, p 0, p 0)'
  MessageBox MB_ICONINFORMATION "已解除安裝。您的資料檔、金鑰與填報表都還在；設定與記錄在 $LOCALAPPDATA\tianbao，不再需要時可自行刪除。" /SD IDOK
SectionEnd
