<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_TW">
<context>
    <name></name>
    <message>
        <source>Excel 填報表</source>
        <translation>Excel return</translation>
    </message>
    <message>
        <source>PDF 填報表</source>
        <translation>PDF return</translation>
    </message>
    <message>
        <source>QR 碼：{text}</source>
        <translation>QR code: {text}</translation>
    </message>
    <message>
        <source>Tianbao 填報</source>
        <translation>Tianbao</translation>
    </message>
    <message>
        <source>Tianbao 填報 {version}</source>
        <translation>Tianbao {version}</translation>
    </message>
    <message>
        <source>{count} 個檔案中有 {bad} 個不是驗章無誤；原因見各行說明。</source>
        <translation>{bad} of {count} files did not verify; each line says why.</translation>
    </message>
    <message>
        <source>{count} 個檔案的驗章結果已複製到剪貼簿。</source>
        <translation>The results of {count} files were copied to the clipboard.</translation>
    </message>
    <message>
        <source>{count} 個檔案驗章無誤。</source>
        <translation>{count} files verified.</translation>
    </message>
    <message>
        <source>{count} 則</source>
        <translation>{count}</translation>
    </message>
    <message>
        <source>{good}：前項不符，未再判定</source>
        <translation>{good}: not judged, as the part above failed</translation>
    </message>
    <message>
        <source>{kind} {n} 格</source>
        <translation>{n} {kind}</translation>
    </message>
    <message>
        <source>{label}（{unit}）</source>
        <translation>{label} ({unit})</translation>
    </message>
    <message>
        <source>{label}：{text}</source>
        <translation>{label}: {text}</translation>
    </message>
    <message>
        <source>{moment}（簽章人電腦時間）</source>
        <translation>{moment} (the signer&apos;s computer)</translation>
    </message>
    <message>
        <source>{moment}（簽章者電腦時間）</source>
        <translation>{moment} (the signer&apos;s computer)</translation>
    </message>
    <message>
        <source>{name}（SHA-256 {sha256}…）</source>
        <translation>{name} (SHA-256 {sha256}…)</translation>
    </message>
    <message>
        <source>{name}（{size}）</source>
        <translation>{name} ({size})</translation>
    </message>
    <message>
        <source>{name}（{standing}）</source>
        <translation>{name} ({standing})</translation>
    </message>
    <message>
        <source>{person_name}（{name}）</source>
        <translation>{person_name} ({name})</translation>
    </message>
    <message>
        <source>{person_name}（尚未簽章）</source>
        <translation>{person_name} (not signed yet)</translation>
    </message>
    <message>
        <source>{person_name}（已簽章）</source>
        <translation>{person_name} (signed)</translation>
    </message>
    <message>
        <source>{sentence}（{code}）</source>
        <translation>{sentence} ({code})</translation>
    </message>
    <message>
        <source>{title}（Alt+{number}）</source>
        <translation>{title} (Alt+{number})</translation>
    </message>
    <message>
        <source>{title}：{label}</source>
        <translation>{title}: {label}</translation>
    </message>
    <message>
        <source>{title}：{what}</source>
        <translation>{title}: {what}</translation>
    </message>
    <message>
        <source>{title}：正在停止</source>
        <translation>{title}: stopping</translation>
    </message>
    <message>
        <source>{url}（憑證 {count} 張，等候上限 {timeout_seconds:g} 秒）</source>
        <translation>{url} (certificates: {count}, waits {timeout_seconds:g} s at most)</translation>
    </message>
    <message>
        <source>{used:,} / {limit:,} 字</source>
        <translation>{used:,} / {limit:,} characters</translation>
    </message>
    <message>
        <source>{used:,} / {limit:,} 字，超過 {surplus:,} 字</source>
        <translation>{used:,} / {limit:,} characters, {surplus:,} too many</translation>
    </message>
    <message>
        <source>{used} 字</source>
        <translation>{used} characters</translation>
    </message>
    <message>
        <source>{verb}「{title}」</source>
        <translation>{verb} “{title}”</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>上一個、下一個位置</source>
        <translation>Previous, next place</translation>
    </message>
    <message>
        <source>上次使用的資料檔：{store}</source>
        <translation>Store used last: {store}</translation>
    </message>
    <message>
        <source>上移</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>下一節</source>
        <translation>Next section</translation>
    </message>
    <message>
        <source>下一項、上一項檢核結果</source>
        <translation>Next, previous finding</translation>
    </message>
    <message>
        <source>下次開啟程式時改用。</source>
        <translation>Used from the next start.</translation>
    </message>
    <message>
        <source>下移</source>
        <translation>Move down</translation>
    </message>
    <message>
        <source>不符：{bad}</source>
        <translation>Failed: {bad}</translation>
    </message>
    <message>
        <source>不符：與由同一資料重新產製的檔案不同</source>
        <translation>Failed: differs from the file made anew from the same data</translation>
    </message>
    <message>
        <source>事由</source>
        <translation>Purpose</translation>
    </message>
    <message>
        <source>例：114.11.23</source>
        <translation>e.g. 114.11.23</translation>
    </message>
    <message>
        <source>依系統</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>儲存狀態</source>
        <translation>Saved</translation>
    </message>
    <message>
        <source>先驗章，後收件；未通過者不會寫入。</source>
        <translation>Verified first, then received; what fails is not written.</translation>
    </message>
    <message>
        <source>內容於簽章後被更動，或有未受簽章保護的部分</source>
        <translation>Changed after signing, or a part is not covered by the signature</translation>
    </message>
    <message>
        <source>內容未變動</source>
        <translation>Content unchanged</translation>
    </message>
    <message>
        <source>兩次輸入的通行碼不同。</source>
        <translation>The two passphrases differ.</translation>
    </message>
    <message>
        <source>共 {count} 頁</source>
        <translation>{count} pages</translation>
    </message>
    <message>
        <source>其他原因</source>
        <translation>Other reasons</translation>
    </message>
    <message>
        <source>再輸入一次</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>切換頁面</source>
        <translation>Switch pages</translation>
    </message>
    <message>
        <source>刪除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>前一批檔案仍在驗章，完成後再加入。</source>
        <translation>The files before are still being verified; add these afterwards.</translation>
    </message>
    <message>
        <source>前往</source>
        <translation>Go to</translation>
    </message>
    <message>
        <source>前往第一處</source>
        <translation>Go to the first</translation>
    </message>
    <message>
        <source>前往頁面、計畫、節或欄位</source>
        <translation>Go to a page, project, section or field</translation>
    </message>
    <message>
        <source>前往（Ctrl+K）</source>
        <translation>Go to (Ctrl+K)</translation>
    </message>
    <message>
        <source>加入{label}</source>
        <translation>Add {label}</translation>
    </message>
    <message>
        <source>加入檔案…</source>
        <translation>Add file…</translation>
    </message>
    <message>
        <source>協調彙整</source>
        <translation>Coordinating office</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reasons</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>可自 Excel 複製一塊儲存格後按 Ctrl+V 貼上；F2 編輯，Delete 清除。</source>
        <translation>Copy a block of cells in Excel and paste it with Ctrl+V; F2 edits, Delete clears.</translation>
    </message>
    <message>
        <source>各主辦機關使用：匯入填報包、填寫執行成果、檢核、簽章並匯出填報表。</source>
        <translation>For the agencies: take in the round file, fill in the results, check, sign and export the return.</translation>
    </message>
    <message>
        <source>名冊</source>
        <translation>Registry</translation>
    </message>
    <message>
        <source>唯讀，未寫入</source>
        <translation>read-only, not written</translation>
    </message>
    <message>
        <source>單位：</source>
        <translation>Unit:</translation>
    </message>
    <message>
        <source>在全部內容中尋找</source>
        <translation>Find in all content</translation>
    </message>
    <message>
        <source>在本頁尋找</source>
        <translation>Find on this page</translation>
    </message>
    <message>
        <source>在本頁尋找、在全部內容中尋找</source>
        <translation>Find on this page, find in all content</translation>
    </message>
    <message>
        <source>填報包</source>
        <translation>Round file</translation>
    </message>
    <message>
        <source>填報期</source>
        <translation>Round</translation>
    </message>
    <message>
        <source>填報檔案 (*.xlsx *.pdf *.tbround *.tbreceipt *.tbenrol *.tbpending *.tbsendback);;所有檔案 (*)</source>
        <translation>Files of this program (*.xlsx *.pdf *.tbround *.tbreceipt *.tbenrol *.tbpending *.tbsendback);;All files (*)</translation>
    </message>
    <message>
        <source>填報表、填報包、收件回條、登錄申請、待核定件、退回單都可以。只驗章，不收件、不匯入。</source>
        <translation>Returns, round files, receipts, enrolment requests, pending returns and send-back slips. They are verified only; nothing is received or taken in.</translation>
    </message>
    <message>
        <source>填報資料檔 (*.tianbao)</source>
        <translation>Stores (*.tianbao)</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>寫入</source>
        <translation>written</translation>
    </message>
    <message>
        <source>將任何一個或多個檔案拖放到此頁，或</source>
        <translation>Drop one or more files here, or</translation>
    </message>
    <message>
        <source>將各機關簽章後的填報表（.xlsx、.pdf）拖放到此頁，或</source>
        <translation>Drop the agencies&apos; signed returns (.xlsx, .pdf) here, or</translation>
    </message>
    <message>
        <source>尚無預覽</source>
        <translation>No preview yet</translation>
    </message>
    <message>
        <source>已停止。已驗證的結果保留；其餘可再次拖放。</source>
        <translation>Stopped. Results so far are kept; drop the rest again.</translation>
    </message>
    <message>
        <source>已儲存於 {store}</source>
        <translation>Saved in {store}</translation>
    </message>
    <message>
        <source>已收件</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>已記錄：目前的電腦時間正確。</source>
        <translation>Noted: the clock of this computer is right.</translation>
    </message>
    <message>
        <source>已記錄：目前的電腦時間正確。請彙整機關校正時間後重新產生填報包。</source>
        <translation>Noted: the clock of this computer is right. Ask the office to set its clock and make the round file anew.</translation>
    </message>
    <message>
        <source>已貼上：{summary}。按 Ctrl+Z 可一次復原。</source>
        <translation>Pasted: {summary}. Ctrl+Z takes it back at once.</translation>
    </message>
    <message>
        <source>已貼上：{summary}。無法讀取的內容留在原格，請更正：
{lines}</source>
        <translation>Pasted: {summary}. What could not be read stands in its cell; please correct it:
{lines}</translation>
    </message>
    <message>
        <source>建立新的資料檔</source>
        <translation>Make a new store</translation>
    </message>
    <message>
        <source>彙整機關使用：發出填報包、收件驗章、審查、合併並產製年度報告。</source>
        <translation>For the office: send round files, receive and verify returns, review and merge them, make the annual report.</translation>
    </message>
    <message>
        <source>待核定件</source>
        <translation>Pending return</translation>
    </message>
    <message>
        <source>復原、重做</source>
        <translation>Undo, redo</translation>
    </message>
    <message>
        <source>必填</source>
        <translation>required</translation>
    </message>
    <message>
        <source>憑證指紋</source>
        <translation>Certificate fingerprint</translation>
    </message>
    <message>
        <source>截止日</source>
        <translation>Due date</translation>
    </message>
    <message>
        <source>所有檔案 (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>所述檔案</source>
        <translation>Files named</translation>
    </message>
    <message>
        <source>指紋：{fingerprint}</source>
        <translation>Fingerprint: {fingerprint}</translation>
    </message>
    <message>
        <source>控制碼</source>
        <translation>Control number</translation>
    </message>
    <message>
        <source>提示</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>收件回條</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>收件時間</source>
        <translation>Received at</translation>
    </message>
    <message>
        <source>改用其他資料檔或身分…</source>
        <translation>Use another store or role…</translation>
    </message>
    <message>
        <source>改用預設位置</source>
        <translation>Use the usual place</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>文字大小</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>新增{name}</source>
        <translation>Add {name}</translation>
    </message>
    <message>
        <source>新的通行碼</source>
        <translation>New passphrase</translation>
    </message>
    <message>
        <source>時戳</source>
        <translation>Timestamp</translation>
    </message>
    <message>
        <source>時戳服務</source>
        <translation>Timestamp service</translation>
    </message>
    <message>
        <source>時戳服務設定檔 (*.toml)</source>
        <translation>Timestamp settings (*.toml)</translation>
    </message>
    <message>
        <source>時間正確，繼續</source>
        <translation>The time is right, go on</translation>
    </message>
    <message>
        <source>最多 {max_rows} 項</source>
        <translation>{max_rows} at most</translation>
    </message>
    <message>
        <source>未收件</source>
        <translation>Not received</translation>
    </message>
    <message>
        <source>未設定。時戳並非必要，未設定時不會連線到任何服務。</source>
        <translation>Not set up. Timestamps are not required; without settings no service is contacted.</translation>
    </message>
    <message>
        <source>未驗證</source>
        <translation>Not verified</translation>
    </message>
    <message>
        <source>本機資料夾</source>
        <translation>Local folder</translation>
    </message>
    <message>
        <source>本次 {count} 個檔案</source>
        <translation>{count} files</translation>
    </message>
    <message>
        <source>本計畫未落後，免填。執行率或指標達成率低於門檻時，欄位會自動出現。</source>
        <translation>This project is not behind; nothing to fill in. The fields appear when spending or an indicator falls below its threshold.</translation>
    </message>
    <message>
        <source>本計畫本年度沒有{title}，免填。</source>
        <translation>This project has no {title} this year; nothing to fill in.</translation>
    </message>
    <message>
        <source>本計畫目前未落後，不得填列落後說明；請清空下列各欄。</source>
        <translation>This project is not behind, so no explanation may be given; clear the fields below.</translation>
    </message>
    <message>
        <source>本計畫預算執行或量化指標落後，請逐欄說明。</source>
        <translation>Spending or an indicator of this project is behind; explain in each field.</translation>
    </message>
    <message>
        <source>查看存檔時間與位置（內容一律自動存檔）</source>
        <translation>See when and where it was saved (everything is saved by itself)</translation>
    </message>
    <message>
        <source>機關</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>機關填報</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>檔名</source>
        <translation>File name</translation>
    </message>
    <message>
        <source>檔案</source>
        <translation>File</translation>
    </message>
    <message>
        <source>檔案中沒有可辨識的簽章人。</source>
        <translation>No signer can be recognised in the file.</translation>
    </message>
    <message>
        <source>檔案內容</source>
        <translation>Content of the file</translation>
    </message>
    <message>
        <source>歡迎使用 Tianbao 填報</source>
        <translation>Welcome to Tianbao</translation>
    </message>
    <message>
        <source>沒有符合的項目</source>
        <translation>Nothing matches</translation>
    </message>
    <message>
        <source>沿用上期，尚未確認</source>
        <translation>carried over, not confirmed yet</translation>
    </message>
    <message>
        <source>注意</source>
        <translation>Warning</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>淺色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>清除 {title}</source>
        <translation>Clear {title}</translation>
    </message>
    <message>
        <source>清除清單</source>
        <translation>Clear list</translation>
    </message>
    <message>
        <source>測試連線</source>
        <translation>Test connection</translation>
    </message>
    <message>
        <source>無法讀取</source>
        <translation>unreadable</translation>
    </message>
    <message>
        <source>版次</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>申請時間</source>
        <translation>Requested at</translation>
    </message>
    <message>
        <source>登錄申請</source>
        <translation>Enrolment request</translation>
    </message>
    <message>
        <source>目前沒有{name}。</source>
        <translation>No {name} yet.</translation>
    </message>
    <message>
        <source>目前的通行碼</source>
        <translation>Present passphrase</translation>
    </message>
    <message>
        <source>目前設定</source>
        <translation>Settings in use</translation>
    </message>
    <message>
        <source>目前資料檔</source>
        <translation>Present store</translation>
    </message>
    <message>
        <source>相同</source>
        <translation>same</translation>
    </message>
    <message>
        <source>確認沿用</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>移除「{name}」</source>
        <translation>Remove “{name}”</translation>
    </message>
    <message>
        <source>程式發生未預期的錯誤；已填內容都已存檔，可繼續使用。</source>
        <translation>Something unexpected went wrong in the program; all entries are saved and you can go on.</translation>
    </message>
    <message>
        <source>種類</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>符合寬度</source>
        <translation>Fit width</translation>
    </message>
    <message>
        <source>第 {number} 列「{label}」：{message}</source>
        <translation>Row {number}, “{label}”: {message}</translation>
    </message>
    <message>
        <source>第 {number}／{total} 頁</source>
        <translation>Page {number} of {total}</translation>
    </message>
    <message>
        <source>第 {revision} 版</source>
        <translation>Revision {revision}</translation>
    </message>
    <message>
        <source>第 {sequence} 號</source>
        <translation>No. {sequence}</translation>
    </message>
    <message>
        <source>等待中</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>簽發時間</source>
        <translation>Issued at</translation>
    </message>
    <message>
        <source>簽章人</source>
        <translation>Signers</translation>
    </message>
    <message>
        <source>簽章人不在名冊、已失效，或未具所需身分</source>
        <translation>A signer is not on the registry, no longer valid, or lacks the role required</translation>
    </message>
    <message>
        <source>簽章人有權簽章</source>
        <translation>Signers entitled to sign</translation>
    </message>
    <message>
        <source>簽章數值不正確，或格式不在接受範圍</source>
        <translation>The signature value is wrong, or its format is not accepted</translation>
    </message>
    <message>
        <source>簽章時間</source>
        <translation>Signed at</translation>
    </message>
    <message>
        <source>簽章正確</source>
        <translation>Signature correct</translation>
    </message>
    <message>
        <source>簽章者</source>
        <translation>Signed by</translation>
    </message>
    <message>
        <source>結果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>給核定人的話</source>
        <translation>Note to the approver</translation>
    </message>
    <message>
        <source>編輯表格儲存格</source>
        <translation>Edit a cell</translation>
    </message>
    <message>
        <source>縮小</source>
        <translation>Zoom out</translation>
    </message>
    <message>
        <source>色彩</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>複製全部</source>
        <translation>Copy all</translation>
    </message>
    <message>
        <source>複製結果</source>
        <translation>Copy result</translation>
    </message>
    <message>
        <source>設定</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>語言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>說明</source>
        <translation>Explanation</translation>
    </message>
    <message>
        <source>請先輸入目前的通行碼。</source>
        <translation>Enter the present passphrase first.</translation>
    </message>
    <message>
        <source>請勾選下列確認。</source>
        <translation>Tick the confirmation below.</translation>
    </message>
    <message>
        <source>請將錯誤報告交給系統維護人員：{report}</source>
        <translation>Please hand the report to whoever maintains the system: {report}</translation>
    </message>
    <message>
        <source>請牢記通行碼，遺忘時無法找回。金鑰檔請妥善保管，並分開存放備份。</source>
        <translation>Remember the passphrase: it cannot be recovered. Keep the key file safe, and its copies apart.</translation>
    </message>
    <message>
        <source>請選擇這台電腦上要做的工作。之後會直接開啟；可於「設定」改換。</source>
        <translation>Choose the work to be done on this computer. From then on it opens by itself; “Settings” changes it.</translation>
    </message>
    <message>
        <source>識別代號</source>
        <translation>Person ID</translation>
    </message>
    <message>
        <source>警告</source>
        <translation>Warning</translation>
    </message>
    <message>
        <source>貼上 {title}</source>
        <translation>Paste {title}</translation>
    </message>
    <message>
        <source>資料</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>資料夾</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>資料檔請放在本機磁碟，不要放在網路磁碟或雲端同步資料夾。</source>
        <translation>Keep stores on a local disk, not on a network drive or in a folder synchronised with a cloud.</translation>
    </message>
    <message>
        <source>超出表格</source>
        <translation>outside the table</translation>
    </message>
    <message>
        <source>身分</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>身分不明</source>
        <translation>Role unknown</translation>
    </message>
    <message>
        <source>輸入已填內容的一部分</source>
        <translation>Part of what was filled in</translation>
    </message>
    <message>
        <source>輸入欄位名稱或已填內容的一部分</source>
        <translation>Part of a field name or of what was filled in</translation>
    </message>
    <message>
        <source>輸入頁面、計畫、節或欄位名稱的一部分</source>
        <translation>Part of the name of a page, project, section or field</translation>
    </message>
    <message>
        <source>退回單</source>
        <translation>Send-back slip</translation>
    </message>
    <message>
        <source>退回意見</source>
        <translation>Comments</translation>
    </message>
    <message>
        <source>退回時間</source>
        <translation>Sent back at</translation>
    </message>
    <message>
        <source>退回理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>送核定時間</source>
        <translation>Handed over at</translation>
    </message>
    <message>
        <source>通行碼</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>連線正常：{authority_name}，{at}。</source>
        <translation>Connected: {authority_name}, {at}.</translation>
    </message>
    <message>
        <source>選取一個檔案，這裡會顯示驗章結果、原因與簽章人。</source>
        <translation>Select a file to see its result, the reasons and the signers.</translation>
    </message>
    <message>
        <source>選取時戳服務設定檔</source>
        <translation>Choose the timestamp settings</translation>
    </message>
    <message>
        <source>選取設定檔…</source>
        <translation>Choose settings…</translation>
    </message>
    <message>
        <source>選擇檔案…</source>
        <translation>Choose files…</translation>
    </message>
    <message>
        <source>選擇要驗證的檔案</source>
        <translation>Choose files to verify</translation>
    </message>
    <message>
        <source>重新產製後逐位元組相同</source>
        <translation>Made anew, byte for byte the same</translation>
    </message>
    <message>
        <source>金額單位</source>
        <translation>Money unit</translation>
    </message>
    <message>
        <source>錯誤</source>
        <translation>Error</translation>
    </message>
    <message>
        <source>鍵盤</source>
        <translation>Keyboard</translation>
    </message>
    <message>
        <source>開啟其他資料檔…</source>
        <translation>Open another store…</translation>
    </message>
    <message>
        <source>開啟報告</source>
        <translation>Open report</translation>
    </message>
    <message>
        <source>開啟資料夾</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>開啟資料檔</source>
        <translation>Open store</translation>
    </message>
    <message>
        <source>關閉訊息</source>
        <translation>Close message</translation>
    </message>
    <message>
        <source>頁面</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>頁面字型版本不同，僅比對文字</source>
        <translation>Faces differ in version; compared by text only</translation>
    </message>
    <message>
        <source>預覽</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>預設位置：{path}</source>
        <translation>Usual place: {path}</translation>
    </message>
    <message>
        <source>顯示</source>
        <translation>Display</translation>
    </message>
    <message>
        <source>顯示或隱藏欄位說明</source>
        <translation>Show or hide the explanation of the field</translation>
    </message>
    <message>
        <source>驗章中</source>
        <translation>Verifying</translation>
    </message>
    <message>
        <source>驗章結果</source>
        <translation>Result of verification</translation>
    </message>
    <message>
        <source>驗章結果已複製到剪貼簿。</source>
        <translation>The result was copied to the clipboard.</translation>
    </message>
    <message>
        <source>驗章與收件（{count} 個檔案）</source>
        <translation>Verify and receive ({count} files)</translation>
    </message>
    <message>
        <source>驗章項目</source>
        <translation>Parts of the verdict</translation>
    </message>
    <message>
        <source>驗章（{count} 個檔案）</source>
        <translation>Verify ({count} files)</translation>
    </message>
    <message>
        <source>驗證檔案</source>
        <translation>Verify files</translation>
    </message>
    <message>
        <source>驗證的檔案</source>
        <translation>Files verified</translation>
    </message>
    <message>
        <source>（未選擇）</source>
        <translation>(none chosen)</translation>
    </message>
    <message>
        <source>（理由：{reason}）</source>
        <translation> (reason: {reason})</translation>
    </message>
    <message>
        <source>＊必填</source>
        <translation>* required</translation>
    </message>
</context>
</TS>
