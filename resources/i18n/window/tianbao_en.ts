<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_TW">
<context>
    <name></name>
    <message>
        <source>Ctrl+Enter（或連按兩下灰底的格）前往該計畫的欄位；</source>
        <translation>Ctrl+Enter (or a double click on a grey cell) goes to the project&apos;s field; </translation>
    </message>
    <message>
        <source>Excel 活頁簿</source>
        <translation>Excel workbook</translation>
    </message>
    <message>
        <source>Excel 活頁簿 (*.xlsx)</source>
        <translation>Excel workbook (*.xlsx)</translation>
    </message>
    <message>
        <source>GIF 圖片</source>
        <translation>GIF picture</translation>
    </message>
    <message>
        <source>JPEG 圖片</source>
        <translation>JPEG picture</translation>
    </message>
    <message>
        <source>ODF 文件</source>
        <translation>ODF text</translation>
    </message>
    <message>
        <source>ODF 簡報</source>
        <translation>ODF presentation</translation>
    </message>
    <message>
        <source>ODF 試算表</source>
        <translation>ODF spreadsheet</translation>
    </message>
    <message>
        <source>P-256（建議）</source>
        <translation>P-256 (recommended)</translation>
    </message>
    <message>
        <source>PKCS#11 模組 (*.dll *.so *.dylib)</source>
        <translation>PKCS#11 modules (*.dll *.so *.dylib)</translation>
    </message>
    <message>
        <source>PNG 圖片</source>
        <translation>PNG picture</translation>
    </message>
    <message>
        <source>PowerPoint 簡報</source>
        <translation>PowerPoint presentation</translation>
    </message>
    <message>
        <source>QR 碼：{text}</source>
        <translation>QR code: {text}</translation>
    </message>
    <message>
        <source>TIFF 圖片</source>
        <translation>TIFF picture</translation>
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
        <source>Word 文件</source>
        <translation>Word document</translation>
    </message>
    <message>
        <source>ZIP 壓縮檔</source>
        <translation>ZIP archive</translation>
    </message>
    <message>
        <source>r{revision} 回復：{kind}</source>
        <translation>r{revision} answer: {kind}</translation>
    </message>
    <message>
        <source>r{revision} 意見：{text}</source>
        <translation>r{revision} comment: {text}</translation>
    </message>
    <message>
        <source>{action}「{name}」</source>
        <translation>{action} “{name}”</translation>
    </message>
    <message>
        <source>{agency_name}&#x3000;{round_title}&#x3000;第 {revision} 版</source>
        <translation>{agency_name} · {round_title} · revision {revision}</translation>
    </message>
    <message>
        <source>{agency}&#x3000;收件 {received_at}</source>
        <translation>{agency} · received {received_at}</translation>
    </message>
    <message>
        <source>{at} 產生</source>
        <translation>Made {at}</translation>
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
        <source>{count} 機關</source>
        <translation>{count} agencies</translation>
    </message>
    <message>
        <source>{count} 處，最近的在前。按 Enter 前往。</source>
        <translation>{count} hits, the newest first. Enter goes there.</translation>
    </message>
    <message>
        <source>{count}+ 處，列出最近的 {count} 處；多輸入幾個字可縮小範圍。</source>
        <translation>{count}+ hits: the newest {count} are listed. Type more to narrow them down.</translation>
    </message>
    <message>
        <source>{day} 逾 {late} 日</source>
        <translation>{day} ({late} d late)</translation>
    </message>
    <message>
        <source>{day}登錄的憑證
{shown}</source>
        <translation>Certificate registered on {day}
{shown}</translation>
    </message>
    <message>
        <source>{day}（{left}）</source>
        <translation>{day} ({left})</translation>
    </message>
    <message>
        <source>{day}（{weekday}）</source>
        <translation>{day} ({weekday})</translation>
    </message>
    <message>
        <source>{day}，今天</source>
        <translation>{day}, today</translation>
    </message>
    <message>
        <source>{errors} 錯誤</source>
        <translation>{errors} errors</translation>
    </message>
    <message>
        <source>{fault}：{name}</source>
        <translation>{fault}: {name}</translation>
    </message>
    <message>
        <source>{first_day}至{last_day}</source>
        <translation>{first_day} to {last_day}</translation>
    </message>
    <message>
        <source>{first} 起</source>
        <translation>from {first}</translation>
    </message>
    <message>
        <source>{good}：前項不符，未再判定</source>
        <translation>{good}: not judged, as the part above failed</translation>
    </message>
    <message>
        <source>{handed_over} 由{person_name}送核定</source>
        <translation>Handed over by {person_name}, {handed_over}</translation>
    </message>
    <message>
        <source>{handed_over}（{origin}）</source>
        <translation>{handed_over} ({origin})</translation>
    </message>
    <message>
        <source>{issued} 簽發，應於 {due} 前更新</source>
        <translation>issued {issued}, to be renewed by {due}</translation>
    </message>
    <message>
        <source>{key}
名冊：{listed}</source>
        <translation>{key}
Registry: {listed}</translation>
    </message>
    <message>
        <source>{kind}「{name}」</source>
        <translation>{kind} “{name}”</translation>
    </message>
    <message>
        <source>{known} 個已收過</source>
        <translation>{known} received before</translation>
    </message>
    <message>
        <source>{label}
輸入 PIN 後才能讀取憑證</source>
        <translation>{label}
The certificate can be read once the PIN is entered</translation>
    </message>
    <message>
        <source>{label}（{unit}）</source>
        <translation>{label} ({unit})</translation>
    </message>
    <message>
        <source>{label}：{help}</source>
        <translation>{label}: {help}</translation>
    </message>
    <message>
        <source>{label}：{text}</source>
        <translation>{label}: {text}</translation>
    </message>
    <message>
        <source>{left} 日</source>
        <translation>{left} days</translation>
    </message>
    <message>
        <source>{line}：{reason}</source>
        <translation>{line}: {reason}</translation>
    </message>
    <message>
        <source>{message}&#x3000;理由：{reason}</source>
        <translation>{message} Reason: {reason}</translation>
    </message>
    <message>
        <source>{met}／{judged}</source>
        <translation>{met}/{judged}</translation>
    </message>
    <message>
        <source>{missing} 欄未填</source>
        <translation>{missing} fields to fill in</translation>
    </message>
    <message>
        <source>{moment}&#x3000;{label}</source>
        <translation>{moment}  {label}</translation>
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
        <source>{n:,} 個相容字改為標準字</source>
        <translation>{n:,} character(s) made standard</translation>
    </message>
    <message>
        <source>{n:,} 個看不見的字元已移除</source>
        <translation>{n:,} unseen character(s) removed</translation>
    </message>
    <message>
        <source>{named}的簽章人在填報包產生後有登錄或註銷，機關端尚不知道。</source>
        <translation>Signers of {named} were registered or withdrawn after the round file was made, and the agency does not know yet.</translation>
    </message>
    <message>
        <source>{named}等 {count} 機關</source>
        <translation>{named} and others ({count} agencies)</translation>
    </message>
    <message>
        <source>{named}，本程式內建。</source>
        <translation>{named}, built into this program.</translation>
    </message>
    <message>
        <source>{named}，自 {since}起使用。</source>
        <translation>{named}, in force since {since}.</translation>
    </message>
    <message>
        <source>{names} 等 {count} 個</source>
        <translation>{names} and more, {count} in all</translation>
    </message>
    <message>
        <source>{name} r{revision} 的附件</source>
        <translation>Attachments of {name} r{revision}</translation>
    </message>
    <message>
        <source>{name}&#x3000;自 {since} 採用，憑證有效至 {until}</source>
        <translation>{name} · in use since {since}, certificate valid until {until}</translation>
    </message>
    <message>
        <source>{name}在此填報期尚未報送。</source>
        <translation>{name} has not reported in this round.</translation>
    </message>
    <message>
        <source>{name}尚未報送；收到檔案後請於「收件」匯入。</source>
        <translation>{name} has not reported yet; take its files in under “Receive” when they come.</translation>
    </message>
    <message>
        <source>{name}（SHA-256 {sha256}…）</source>
        <translation>{name} (SHA-256 {sha256}…)</translation>
    </message>
    <message>
        <source>{name}（{first_year} 至 {last_year} 年，第 {version} 版）</source>
        <translation>{name} ({first_year} to {last_year}, version {version})</translation>
    </message>
    <message>
        <source>{name}（{period}）</source>
        <translation>{name} ({period})</translation>
    </message>
    <message>
        <source>{name}（{size}，{kind}）</source>
        <translation>{name} ({size}, {kind})</translation>
    </message>
    <message>
        <source>{name}（{valid_until}）</source>
        <translation>{name} ({valid_until})</translation>
    </message>
    <message>
        <source>{name}（{word}）</source>
        <translation>{name} ({word})</translation>
    </message>
    <message>
        <source>{name}（本期無執行）</source>
        <translation>{name} (nothing carried out)</translation>
    </message>
    <message>
        <source>{name}（表單第 {version} 版）：新版已無此欄</source>
        <translation>{name} (form version {version}): the new version no longer has this field</translation>
    </message>
    <message>
        <source>{name}（表單第 {version} 版）：新版改為其他類型或選項，請決定是否填回</source>
        <translation>{name} (form version {version}): the new version has another type or other choices here; decide whether to put it back</translation>
    </message>
    <message>
        <source>{name}，{words}</source>
        <translation>{name}, {words}</translation>
    </message>
    <message>
        <source>{name}，按 Delete 移除</source>
        <translation>{name}, press Delete to remove</translation>
    </message>
    <message>
        <source>{name}：{code} 的理由（表單第 {version} 版）</source>
        <translation>{name}: reason for {code} (form version {version})</translation>
    </message>
    <message>
        <source>{name}：{text}</source>
        <translation>{name}: {text}</translation>
    </message>
    <message>
        <source>{name}：{width} × {height}，{size} → {new_width} × {new_height}，{new_size}</source>
        <translation>{name}: {width} × {height}, {size} → {new_width} × {new_height}, {new_size}</translation>
    </message>
    <message>
        <source>{name}：計畫或目標已不在方案內</source>
        <translation>{name}: the project or target is no longer in the plan</translation>
    </message>
    <message>
        <source>{name}：輸入而未採用的內容（表單第 {version} 版）</source>
        <translation>{name}: typed and not taken (form version {version})</translation>
    </message>
    <message>
        <source>{number}／{count}</source>
        <translation>{number} / {count}</translation>
    </message>
    <message>
        <source>{outcome} {n} 格</source>
        <translation>{n} {outcome}</translation>
    </message>
    <message>
        <source>{person_name}已退回第 {revision} 版：{answer}</source>
        <translation>{person_name} sent revision {revision} back: {answer}</translation>
    </message>
    <message>
        <source>{person_name}的簽章憑證於 {until} 到期，早於本期收件截止（{closes}）。</source>
        <translation>The signing certificate of {person_name} ends on {until}, before this round closes ({closes}).</translation>
    </message>
    <message>
        <source>{person_name}（{label}）
{issuer}，有效至 {until}，{state}
{fingerprint}</source>
        <translation>{person_name} ({label})
{issuer}, valid until {until}, {state}
{fingerprint}</translation>
    </message>
    <message>
        <source>{person_name}（{name}）</source>
        <translation>{person_name} ({name})</translation>
    </message>
    <message>
        <source>{person_name}（{person_id}）</source>
        <translation>{person_name} ({person_id})</translation>
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
        <source>{printed}（{status}）</source>
        <translation>{printed} ({status})</translation>
    </message>
    <message>
        <source>{project} {name}（跨策略）</source>
        <translation>{project} {name} (across strategies)</translation>
    </message>
    <message>
        <source>{purpose}申請已存於 {path}，請寄給彙整機關；對方會來電核對指紋 {fingerprint}。</source>
        <translation>{purpose} request saved as {path}. Send it to the office; it will call you to compare the fingerprint {fingerprint}.</translation>
    </message>
    <message>
        <source>{purpose}申請已於 {day} 匯出。</source>
        <translation>{purpose} request exported on {day}.</translation>
    </message>
    <message>
        <source>{purpose}申請已於 {day} 匯出，尚未列入名冊。</source>
        <translation>{purpose} request exported on {day}, not on the registry yet.</translation>
    </message>
    <message>
        <source>{row_count} 欄，附件 {attachments} 件，已說明之檢核結果 {explained} 項</source>
        <translation>{row_count} fields, {attachments} attachments, {explained} findings explained</translation>
    </message>
    <message>
        <source>{section}／{title}</source>
        <translation>{section} / {title}</translation>
    </message>
    <message>
        <source>{sentence}（{code}）</source>
        <translation>{sentence} ({code})</translation>
    </message>
    <message>
        <source>{state}&#x3000;第 {revision} 版</source>
        <translation>{state} · revision {revision}</translation>
    </message>
    <message>
        <source>{state}。{caution}</source>
        <translation>{state}. {caution}</translation>
    </message>
    <message>
        <source>{state}（{day}）：{reason}</source>
        <translation>{state} ({day}): {reason}</translation>
    </message>
    <message>
        <source>{state}，尚未列入憑證名冊</source>
        <translation>{state}, not on the registry yet</translation>
    </message>
    <message>
        <source>{state}，已列入憑證名冊</source>
        <translation>{state}, on the registry</translation>
    </message>
    <message>
        <source>{state}；有效至 {until}。</source>
        <translation>{state}; valid until {until}.</translation>
    </message>
    <message>
        <source>{status}（---）</source>
        <translation>{status} (---)</translation>
    </message>
    <message>
        <source>{summary}、隱藏而略過 {n} 列</source>
        <translation>{summary}, {n} hidden rows passed over</translation>
    </message>
    <message>
        <source>{summary}（依貼上內容的標題與名稱放到所屬的列欄）</source>
        <translation>{summary} (put where the headings and names of the block say)</translation>
    </message>
    <message>
        <source>{title} {number}</source>
        <translation>{title} {number}</translation>
    </message>
    <message>
        <source>{title} 第 {version} 版</source>
        <translation>{title}, version {version}</translation>
    </message>
    <message>
        <source>{title}&#x3000;{state}</source>
        <translation>{title}  {state}</translation>
    </message>
    <message>
        <source>{title}&#x3000;第 {revision} 版&#x3000;{person_name}</source>
        <translation>{title} · revision {revision} · {person_name}</translation>
    </message>
    <message>
        <source>{title}內容</source>
        <translation>{title}: details</translation>
    </message>
    <message>
        <source>{title}全節</source>
        <translation>{title} (whole section)</translation>
    </message>
    <message>
        <source>{title}第 {revision} 版</source>
        <translation>{title}, revision {revision}</translation>
    </message>
    <message>
        <source>{title}（{keys}）</source>
        <translation>{title} ({keys})</translation>
    </message>
    <message>
        <source>{title}（各計畫）</source>
        <translation>{title} (all projects)</translation>
    </message>
    <message>
        <source>{title}（示範）</source>
        <translation>{title} (demo)</translation>
    </message>
    <message>
        <source>{title}，{state}</source>
        <translation>{title}, {state}</translation>
    </message>
    <message>
        <source>{title}：{label}</source>
        <translation>{title}: {label}</translation>
    </message>
    <message>
        <source>{title}：{state}</source>
        <translation>{title}: {state}</translation>
    </message>
    <message>
        <source>{title}：{what}</source>
        <translation>{title}: {what}</translation>
    </message>
    <message>
        <source>{title}：✓ 已填齊，{warned} 已填齊並就注意事項填具理由</source>
        <translation>{title}: ✓ filled in, {warned} filled in with reasons given for warnings</translation>
    </message>
    <message>
        <source>{title}：尚未收件</source>
        <translation>{title}: not received yet</translation>
    </message>
    <message>
        <source>{title}：已填齊，{explained} 則注意事項已填理由</source>
        <translation>{title}: filled in, reasons given for {explained} warnings</translation>
    </message>
    <message>
        <source>{title}：已填齊，無檢核問題</source>
        <translation>{title}: filled in, no findings</translation>
    </message>
    <message>
        <source>{title}：本期無執行</source>
        <translation>{title}: nothing to report</translation>
    </message>
    <message>
        <source>{title}：正在停止</source>
        <translation>{title}: stopping</translation>
    </message>
    <message>
        <source>{title}：無</source>
        <translation>{title}: none</translation>
    </message>
    <message>
        <source>{told}。</source>
        <translation>{told}.</translation>
    </message>
    <message>
        <source>{told}，拒收 {refused} 個；原因見各行說明。</source>
        <translation>{told}, {refused} refused; each line says why.</translation>
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
        <source>{valid_from} 起</source>
        <translation>from {valid_from}</translation>
    </message>
    <message>
        <source>{verb}「{title}」</source>
        <translation>{verb} “{title}”</translation>
    </message>
    <message>
        <source>{version}（原始碼 {source}）</source>
        <translation>{version} (source {source})</translation>
    </message>
    <message>
        <source>{warnings} 警告待填理由</source>
        <translation>{warnings} warnings without a reason</translation>
    </message>
    <message>
        <source>{what} {count}</source>
        <translation>{what} {count}</translation>
    </message>
    <message>
        <source>{what} {count}（{title}）</source>
        <translation>{what} {count} ({title})</translation>
    </message>
    <message>
        <source>{what} {n} 步，至：{label}</source>
        <translation>{what} {n} steps, as far as: {label}</translation>
    </message>
    <message>
        <source>{what}已由{approver}退回：{reason}</source>
        <translation>{what} was sent back by {approver}: {reason}</translation>
    </message>
    <message>
        <source>{what}等待{approver}核定（{day} 由{person_name}送核定）。</source>
        <translation>{what} waits for {approver} to approve it (handed over by {person_name} on {day}).</translation>
    </message>
    <message>
        <source>{what}：{label}</source>
        <translation>{what}: {label}</translation>
    </message>
    <message>
        <source>{where}（{code}）
{message}
理由：{reason}</source>
        <translation>{where} ({code})
{message}
Reason: {reason}</translation>
    </message>
    <message>
        <source>{where}：{text}（{author}，{day}）</source>
        <translation>{where}: {text} ({author}, {day})</translation>
    </message>
    <message>
        <source>{words}（{day}）</source>
        <translation>{words} ({day})</translation>
    </message>
    <message>
        <source>{words}（{shown}…）</source>
        <translation>{words} ({shown}…)</translation>
    </message>
    <message>
        <source>{words}；之後有變更，須重新產生</source>
        <translation>{words}; changed since, to be made anew</translation>
    </message>
    <message>
        <source>{year_roc} 年</source>
        <translation>{year_roc}</translation>
    </message>
    <message>
        <source>{year_roc} 年 {cell}</source>
        <translation>{year_roc}: {cell}</translation>
    </message>
    <message>
        <source>{year} 年</source>
        <translation>{year}</translation>
    </message>
    <message>
        <source>{year} 年&#x3000;{value}（{standing}）</source>
        <translation>{year}: {value} ({standing})</translation>
    </message>
    <message>
        <source>{year} 年（{standing}）</source>
        <translation>{year} ({standing})</translation>
    </message>
    <message>
        <source>……等 {count} 張</source>
        <translation>… {count} in all</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>「{name}」r{revision} 審查通過。</source>
        <translation>“{name}” r{revision} was accepted.</translation>
    </message>
    <message>
        <source>「{name}」r{revision} 已重新開啟審查。</source>
        <translation>The review of “{name}” r{revision} is open again.</translation>
    </message>
    <message>
        <source>「{name}」不是本表的列，整列未寫入。</source>
        <translation>“{name}” is no row of this table; its line was not written.</translation>
    </message>
    <message>
        <source>「{name}」的通行碼已變更。先前備份的檔案仍用原來的通行碼，請重新備份。</source>
        <translation>The passphrase of “{name}” was changed. Earlier copies keep the old one; make new copies.</translation>
    </message>
    <message>
        <source>「{name}」的通行碼：</source>
        <translation>Passphrase of “{name}”:</translation>
    </message>
    <message>
        <source>「{name}」這種檔案開啟後可能會執行程式或巨集。確定是自己加入、來源可信的檔案才開啟。</source>
        <translation>A file like “{name}” may run a program or macros when opened. Open it only when you are sure that you added it yourself and trust where it came from.</translation>
    </message>
    <message>
        <source>「{owner}」的{role}憑證展期：產生申請檔寄給彙整機關，登錄後以新憑證簽章；原憑證到期前仍可使用。</source>
        <translation>Renewal of the {role} certificate of “{owner}”: a request for the office is made, and once it is registered the new certificate signs. The present one can be used until it ends.</translation>
    </message>
    <message>
        <source>「{owner}」的{role}憑證換發：用於金鑰遺失、損壞或可能外洩。請先以電話通知彙整機關註銷；申請登錄後，原憑證同時註銷。</source>
        <translation>Replacement of the {role} certificate of “{owner}”, for a key that is lost, damaged or may be exposed. First call the office to have it withdrawn; registering the request withdraws the present certificate as well.</translation>
    </message>
    <message>
        <source>「{title}」填報包內的名冊須於 {day} 前更新：重新產生填報包寄給各機關即可。</source>
        <translation>The registry in the round files of “{title}” has to be renewed by {day}: make the round files anew and send them to the agencies.</translation>
    </message>
    <message>
        <source>「{title}」已改用表單第 {version} 版。</source>
        <translation>“{title}” now asks by version {version} of its form.</translation>
    </message>
    <message>
        <source>上一個、下一個位置</source>
        <translation>Previous, next place</translation>
    </message>
    <message>
        <source>上一節：{title}</source>
        <translation>Previous section: {title}</translation>
    </message>
    <message>
        <source>上一項檢核結果（Shift+F8）</source>
        <translation>Previous finding (Shift+F8)</translation>
    </message>
    <message>
        <source>上次使用的資料檔：{store}</source>
        <translation>Store used last: {store}</translation>
    </message>
    <message>
        <source>上次程式未正常結束；當時的 {changes} 次更動都已保存，最後一次為 {moment}。</source>
        <translation>The program did not end properly last time; all {changes} changes were kept, the last of them at {moment}.</translation>
    </message>
    <message>
        <source>上次通過</source>
        <translation>Accepted last</translation>
    </message>
    <message>
        <source>上移</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>下一個區塊（清單、表單、檢核…）</source>
        <translation>Next pane (list, form, findings …)</translation>
    </message>
    <message>
        <source>下一步…</source>
        <translation>Next…</translation>
    </message>
    <message>
        <source>下一步：{step}</source>
        <translation>Next: {step}</translation>
    </message>
    <message>
        <source>下一步：將以上檔案交付彙整機關。</source>
        <translation>Next: hand the files above to the office.</translation>
    </message>
    <message>
        <source>下一步：將以上檔案交付彙整機關，並將 Excel 與 PDF 寄回{preparer}存檔。</source>
        <translation>Next: hand the files above to the office, and send workbook and PDF back to {preparer} for the records.</translation>
    </message>
    <message>
        <source>下一節</source>
        <translation>Next section</translation>
    </message>
    <message>
        <source>下一節：{title}（Ctrl+Enter）</source>
        <translation>Next section: {title} (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>下一項、上一項檢核結果</source>
        <translation>Next, previous finding</translation>
    </message>
    <message>
        <source>下一項檢核結果（F8）</source>
        <translation>Next finding (F8)</translation>
    </message>
    <message>
        <source>下次匯出為第 {revision} 版。</source>
        <translation>The next export is revision {revision}.</translation>
    </message>
    <message>
        <source>下次更新</source>
        <translation>Next update</translation>
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
        <source>不同</source>
        <translation>differs</translation>
    </message>
    <message>
        <source>不明</source>
        <translation>unknown</translation>
    </message>
    <message>
        <source>不是本程式匯出後原封不動的檔案</source>
        <translation>not a file as this program exported it</translation>
    </message>
    <message>
        <source>不符：{bad}</source>
        <translation>Failed: {bad}</translation>
    </message>
    <message>
        <source>不能核定，請退回填報人。</source>
        <translation>This cannot be approved; send it back to the preparer.</translation>
    </message>
    <message>
        <source>主要內容（摘要）</source>
        <translation>Content (summary)</translation>
    </message>
    <message>
        <source>主辦計畫</source>
        <translation>Projects in charge</translation>
    </message>
    <message>
        <source>事由</source>
        <translation>Purpose</translation>
    </message>
    <message>
        <source>交付</source>
        <translation>Deliver</translation>
    </message>
    <message>
        <source>今天 {day}</source>
        <translation>Today {day}</translation>
    </message>
    <message>
        <source>今日待辦</source>
        <translation>To do today</translation>
    </message>
    <message>
        <source>今日截止</source>
        <translation>due today</translation>
    </message>
    <message>
        <source>今日沒有待辦事項。</source>
        <translation>Nothing to do today.</translation>
    </message>
    <message>
        <source>仍有 {count} 欄填有內容，請清除，或取消本期無執行。</source>
        <translation>{count} fields are still filled in. Clear them, or withdraw the statement.</translation>
    </message>
    <message>
        <source>仍要開啟</source>
        <translation>Open anyway</translation>
    </message>
    <message>
        <source>代碼</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>以 {max_length:,} 字為限。</source>
        <translation>At most {max_length:,} characters.</translation>
    </message>
    <message>
        <source>以{unit}輸入，也可直接輸入「1億2,000萬元」。</source>
        <translation>Enter {unit}; amounts written out in Chinese are understood as well.</translation>
    </message>
    <message>
        <source>以唯讀檢視</source>
        <translation>Look at it read-only</translation>
    </message>
    <message>
        <source>以此卡簽章</source>
        <translation>Sign with this card</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>使用另一個金鑰檔（.p12、.pfx）內的新憑證</source>
        <translation>Use a new certificate in another key file (.p12, .pfx)</translation>
    </message>
    <message>
        <source>使用憑證 IC 卡</source>
        <translation>Use a smart card</translation>
    </message>
    <message>
        <source>使用憑證 IC 卡…</source>
        <translation>Use a smart card…</translation>
    </message>
    <message>
        <source>使用憑證 IC 卡上的新憑證</source>
        <translation>Use a new certificate on a smart card</translation>
    </message>
    <message>
        <source>例如職員代號；同一人換憑證時不變</source>
        <translation>e.g. the staff number; it stays when the certificate changes</translation>
    </message>
    <message>
        <source>例：114.11.23</source>
        <translation>e.g. 114.11.23</translation>
    </message>
    <message>
        <source>例：115年2月15日、115-02-15、1150215</source>
        <translation>e.g. 115-02-15 or 1150215</translation>
    </message>
    <message>
        <source>例：依會議決議增列欄位</source>
        <translation>Example: field added by resolution of the meeting</translation>
    </message>
    <message>
        <source>例：連續假期順延</source>
        <translation>e.g. moved because of a holiday</translation>
    </message>
    <message>
        <source>依內容推定</source>
        <translation>inferred from the content</translation>
    </message>
    <message>
        <source>依方案附件之順序</source>
        <translation>In the order of the plan&apos;s appendix</translation>
    </message>
    <message>
        <source>依方案附件所載單位與註記</source>
        <translation>With the unit and the mark of the plan&apos;s appendix</translation>
    </message>
    <message>
        <source>依目前的篩選沒有檢核結果，另有 {hidden} 項未顯示。</source>
        <translation>No findings with this filter; {hidden} more are not shown.</translation>
    </message>
    <message>
        <source>依策略</source>
        <translation>By strategy</translation>
    </message>
    <message>
        <source>依策略之經費</source>
        <translation>Funds by strategy</translation>
    </message>
    <message>
        <source>依註記</source>
        <translation>By mark</translation>
    </message>
    <message>
        <source>依註記之經費</source>
        <translation>Funds by mark</translation>
    </message>
    <message>
        <source>信任政策 (*.toml)</source>
        <translation>Trust policy (*.toml)</translation>
    </message>
    <message>
        <source>信任政策：{title}（第 {version} 版）</source>
        <translation>Trust policy: {title} (version {version})</translation>
    </message>
    <message>
        <source>信箱取自各機關最近一次報送的填報表；這裡不會寄信，文字可先修改。</source>
        <translation>The addresses are those of each agency’s last return. Nothing is sent from here, and the letter can be changed first.</translation>
    </message>
    <message>
        <source>修正</source>
        <translation>Amended</translation>
    </message>
    <message>
        <source>備份資料檔</source>
        <translation>Back up the store</translation>
    </message>
    <message>
        <source>備份資料檔…</source>
        <translation>Back up the store…</translation>
    </message>
    <message>
        <source>備註</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>催報 — {title}</source>
        <translation>Reminders — {title}</translation>
    </message>
    <message>
        <source>催報文字</source>
        <translation>Letter</translation>
    </message>
    <message>
        <source>儲存 PDF</source>
        <translation>Save PDF</translation>
    </message>
    <message>
        <source>儲存 PDF…</source>
        <translation>Save PDF…</translation>
    </message>
    <message>
        <source>儲存待核定件</source>
        <translation>Save pending return</translation>
    </message>
    <message>
        <source>儲存狀態</source>
        <translation>Saved</translation>
    </message>
    <message>
        <source>儲存總表</source>
        <translation>Save master table</translation>
    </message>
    <message>
        <source>儲存總表…</source>
        <translation>Save master table…</translation>
    </message>
    <message>
        <source>儲存退回單</source>
        <translation>Save send-back slip</translation>
    </message>
    <message>
        <source>儲存金鑰檔</source>
        <translation>Save key file</translation>
    </message>
    <message>
        <source>先前的指紋</source>
        <translation>Earlier fingerprint</translation>
    </message>
    <message>
        <source>先驗章，後收件；未通過者不會寫入。</source>
        <translation>Verified first, then received; what fails is not written.</translation>
    </message>
    <message>
        <source>免填</source>
        <translation>Not asked for</translation>
    </message>
    <message>
        <source>內容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>內容未變動</source>
        <translation>Content unchanged</translation>
    </message>
    <message>
        <source>內容與先前所收相同</source>
        <translation>same as received before</translation>
    </message>
    <message>
        <source>全機關已填本期無執行：{reason}</source>
        <translation>The agency states that there is nothing to report: {reason}</translation>
    </message>
    <message>
        <source>全機關本期無執行，只填理由</source>
        <translation>The agency has nothing to report in this period; give the reason only</translation>
    </message>
    <message>
        <source>全機關資料</source>
        <translation>The agency as a whole</translation>
    </message>
    <message>
        <source>全程</source>
        <translation>Whole period</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>全部 {count} 個檔案與清單相符。</source>
        <translation>All {count} files are as listed.</translation>
    </message>
    <message>
        <source>全部 {count} 個檔案：原檔 {size}，縮小後 {new_size}；還可加入 {room}。</source>
        <translation>All {count} files: {size} as they are, {new_size} made smaller; there is room for {room}.</translation>
    </message>
    <message>
        <source>全部內容</source>
        <translation>All content</translation>
    </message>
    <message>
        <source>全部另存…</source>
        <translation>Save all…</translation>
    </message>
    <message>
        <source>全部機關</source>
        <translation>All agencies</translation>
    </message>
    <message>
        <source>全部確認</source>
        <translation>Confirm all</translation>
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
        <source>共 {pages} 頁。預覽尚未簽章，控制碼於簽章時產生。</source>
        <translation>{pages} pages. The preview is not signed; the control number is made on signing.</translation>
    </message>
    <message>
        <source>其他原因</source>
        <translation>Other reasons</translation>
    </message>
    <message>
        <source>其他種類，或內容與檔名不符</source>
        <translation>another kind, or not what its name says</translation>
    </message>
    <message>
        <source>再輸入一次</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>出處：方案文字第 {first} 至 {last} 行</source>
        <translation>Source: plan text, lines {first} to {last}</translation>
    </message>
    <message>
        <source>切換頁面</source>
        <translation>Switch pages</translation>
    </message>
    <message>
        <source>列印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>列印…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>列印報告</source>
        <translation>Print report</translation>
    </message>
    <message>
        <source>列印畫面上的報告；紙張與報告相同，不放大也不縮小</source>
        <translation>Print the report shown, on its own paper size, neither enlarged nor reduced</translation>
    </message>
    <message>
        <source>判定：{word}（{standard}）</source>
        <translation>Indication: {word} ({standard})</translation>
    </message>
    <message>
        <source>刪除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>前一年（Ctrl+PageUp）</source>
        <translation>Previous year (Ctrl+PageUp)</translation>
    </message>
    <message>
        <source>前一批檔案仍在驗章，完成後再加入。</source>
        <translation>The files before are still being verified; add these afterwards.</translation>
    </message>
    <message>
        <source>前一批檔案還在讀取，請稍候再加入。</source>
        <translation>The files before are still being read. Add these in a moment.</translation>
    </message>
    <message>
        <source>前一月（PageUp）</source>
        <translation>Previous month (PageUp)</translation>
    </message>
    <message>
        <source>前往</source>
        <translation>Go to</translation>
    </message>
    <message>
        <source>前往並開始修改</source>
        <translation>Go there and begin to change it</translation>
    </message>
    <message>
        <source>前往填報</source>
        <translation>Go to fill in</translation>
    </message>
    <message>
        <source>前往審查</source>
        <translation>Go to review</translation>
    </message>
    <message>
        <source>前往意見</source>
        <translation>Go to the comments</translation>
    </message>
    <message>
        <source>前往憑證</source>
        <translation>Go to certificates</translation>
    </message>
    <message>
        <source>前往收件</source>
        <translation>Go to receive</translation>
    </message>
    <message>
        <source>前往本期無執行</source>
        <translation>Go to the statement</translation>
    </message>
    <message>
        <source>前往核定</source>
        <translation>Go to approval</translation>
    </message>
    <message>
        <source>前往檢核</source>
        <translation>Go to check</translation>
    </message>
    <message>
        <source>前往第一處</source>
        <translation>Go to the first</translation>
    </message>
    <message>
        <source>前往簽章</source>
        <translation>Go to sign</translation>
    </message>
    <message>
        <source>前往紀錄</source>
        <translation>Go to records</translation>
    </message>
    <message>
        <source>前往總覽開立填報期</source>
        <translation>Go to the overview to open a round</translation>
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
        <source>前版</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>剩 {days_left} 日</source>
        <translation>{days_left} days left</translation>
    </message>
    <message>
        <source>剩餘日數</source>
        <translation>Days left</translation>
    </message>
    <message>
        <source>加入{label}</source>
        <translation>Add {label}</translation>
    </message>
    <message>
        <source>加入圖片</source>
        <translation>Add pictures</translation>
    </message>
    <message>
        <source>加入憑證</source>
        <translation>Add certificate</translation>
    </message>
    <message>
        <source>加入檔案…</source>
        <translation>Add file…</translation>
    </message>
    <message>
        <source>加入金鑰檔</source>
        <translation>Add key file</translation>
    </message>
    <message>
        <source>加入金鑰檔…</source>
        <translation>Add key file…</translation>
    </message>
    <message>
        <source>動作</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>匯入信任政策</source>
        <translation>Trust policy imported</translation>
    </message>
    <message>
        <source>匯入信任政策…</source>
        <translation>Import trust policy…</translation>
    </message>
    <message>
        <source>匯入回條</source>
        <translation>Take in receipts</translation>
    </message>
    <message>
        <source>匯入回條…</source>
        <translation>Take in receipts…</translation>
    </message>
    <message>
        <source>匯入填報包</source>
        <translation>Take in round file</translation>
    </message>
    <message>
        <source>匯入填報包…</source>
        <translation>Take in round file…</translation>
    </message>
    <message>
        <source>匯入填報包並核對彙整機關的指紋後，這裡會列出其憑證與名冊。</source>
        <translation>Once a round file is taken in and the office&apos;s fingerprint compared, its certificate and registry are shown here.</translation>
    </message>
    <message>
        <source>匯入填報包後，這裡會列出檢核結果。</source>
        <translation>Once a round file is taken in, the findings are listed here.</translation>
    </message>
    <message>
        <source>匯入憑證機構（例如政府憑證總管理中心、內政部憑證管理中心）的根憑證後，由他機關核發的憑證都必須連得到其中一張根憑證，才能登錄與收件；本機關核發者與自簽憑證不受影響。程式不會上網查詢，廢止清冊須自行下載更新。</source>
        <translation>Once roots of certificate authorities are imported (the government&apos;s, for example), every certificate issued by others has to lead to one of them to be registered and received; the office&apos;s own and self-signed certificates are not affected. The program does not look anything up online; revocation lists are downloaded and updated by hand.</translation>
    </message>
    <message>
        <source>匯入日期</source>
        <translation>Imported on</translation>
    </message>
    <message>
        <source>匯入根憑證或清冊</source>
        <translation>Import roots or lists</translation>
    </message>
    <message>
        <source>匯入根憑證與廢止清冊…</source>
        <translation>Import roots and revocation lists…</translation>
    </message>
    <message>
        <source>匯入登錄申請…</source>
        <translation>Take in enrolment requests…</translation>
    </message>
    <message>
        <source>匯入的每一個檔案，不論收或拒收，都會記在這裡，並註明原因。</source>
        <translation>Every file taken in is recorded here, received or refused, with the reason.</translation>
    </message>
    <message>
        <source>匯出{purpose}申請</source>
        <translation>Export {purpose} request</translation>
    </message>
    <message>
        <source>匯出…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>匯出憑證檔</source>
        <translation>Export certificate file</translation>
    </message>
    <message>
        <source>匯出憑證檔…</source>
        <translation>Export certificate file…</translation>
    </message>
    <message>
        <source>匯出登錄申請</source>
        <translation>Export enrolment request</translation>
    </message>
    <message>
        <source>匯出登錄申請…</source>
        <translation>Export enrolment request…</translation>
    </message>
    <message>
        <source>匯出登錄申請，寄給彙整機關；登錄前送出的填報表會被拒收。</source>
        <translation>Export an enrolment request and send it to the office; returns sent before it is registered are refused.</translation>
    </message>
    <message>
        <source>協調彙整</source>
        <translation>Coordinating office</translation>
    </message>
    <message>
        <source>協調彙整 — {title}</source>
        <translation>Coordinating office — {title}</translation>
    </message>
    <message>
        <source>卡片上沒有可用於簽章的憑證。請換一張卡片，或改用金鑰檔。</source>
        <translation>No certificate on the card can sign. Use another card or a key file.</translation>
    </message>
    <message>
        <source>卡片上的憑證</source>
        <translation>Certificates on the card</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reasons</translation>
    </message>
    <message>
        <source>去年</source>
        <translation>Last year</translation>
    </message>
    <message>
        <source>又稱</source>
        <translation>Also called</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>取消本期無執行</source>
        <translation>Withdraw the statement that there is nothing to report</translation>
    </message>
    <message>
        <source>另存…</source>
        <translation>Save as…</translation>
    </message>
    <message>
        <source>另存「{name}」…</source>
        <translation>Save “{name}” as…</translation>
    </message>
    <message>
        <source>另存待核定件…</source>
        <translation>Save pending return…</translation>
    </message>
    <message>
        <source>另存金鑰備份</source>
        <translation>Save a copy of the key</translation>
    </message>
    <message>
        <source>另存金鑰備份…</source>
        <translation>Save a copy of the key…</translation>
    </message>
    <message>
        <source>另存附件</source>
        <translation>Save attachment</translation>
    </message>
    <message>
        <source>另有 {count} 個檔案；完整清單請用 tianbao --self-check。</source>
        <translation>And {count} more files; for all of them use tianbao --self-check.</translation>
    </message>
    <message>
        <source>只看{state}的機關；再按一次看全部</source>
        <translation>Only agencies in the state “{state}”; press again for all</translation>
    </message>
    <message>
        <source>只看有「{kind}」的計畫</source>
        <translation>Only projects with “{kind}”</translation>
    </message>
    <message>
        <source>只看注意事項與意見</source>
        <translation>Warnings and comments only</translation>
    </message>
    <message>
        <source>只看目前計畫</source>
        <translation>This project only</translation>
    </message>
    <message>
        <source>只看變動</source>
        <translation>Changes only</translation>
    </message>
    <message>
        <source>只看：</source>
        <translation>Only:</translation>
    </message>
    <message>
        <source>只驗章，不收件…</source>
        <translation>Verify only…</translation>
    </message>
    <message>
        <source>可以核定。</source>
        <translation>This can be approved.</translation>
    </message>
    <message>
        <source>可以簽章並匯出。</source>
        <translation>Ready to sign and export.</translation>
    </message>
    <message>
        <source>可以簽章並送核定。</source>
        <translation>Ready to sign and hand over.</translation>
    </message>
    <message>
        <source>可把檔案拖放到這裡。全部附件合計以 {limit} MB 為限，還可加入 {room}。</source>
        <translation>Files may be dropped here. All attachments together: {limit} MB at most; there is room for {room}.</translation>
    </message>
    <message>
        <source>可自 Excel 複製一塊儲存格後按 Ctrl+V 貼上；F2 編輯，Delete 清除。</source>
        <translation>Copy a block of cells in Excel and paste it with Ctrl+V; F2 edits, Delete clears.</translation>
    </message>
    <message>
        <source>可輸入 114.12.31、1141231、114年12月31日或 2025-12-31。</source>
        <translation>Enter 114.12.31, 1141231 or 2025-12-31.</translation>
    </message>
    <message>
        <source>可選的項目</source>
        <translation>Entries to choose from</translation>
    </message>
    <message>
        <source>右側為已簽章之填報表。</source>
        <translation>The signed return is shown on the right.</translation>
    </message>
    <message>
        <source>各主辦機關使用：匯入填報包、填寫執行成果、檢核、簽章並匯出填報表。</source>
        <translation>For the agencies: take in the round file, fill in the results, check, sign and export the return.</translation>
    </message>
    <message>
        <source>各機關手上的填報包仍是原來的日期；變更後請重新產生填報包，寄給各機關匯入。</source>
        <translation>The agencies&apos; round files still have the former dates; make the round files anew afterwards and send them out.</translation>
    </message>
    <message>
        <source>各機關手上的填報包仍是原來的表單；改用後請重新產生填報包，寄給各機關匯入。之後依原來的表單報送的填報表不再收件。</source>
        <translation>The agencies&apos; round files still have the old form; afterwards write the round files again and send them to the agencies. Returns made on the old form are no longer accepted then.</translation>
    </message>
    <message>
        <source>各機關收件與審查情形</source>
        <translation>Returns and reviews of the agencies</translation>
    </message>
    <message>
        <source>各計畫</source>
        <translation>All projects</translation>
    </message>
    <message>
        <source>各項資料一工作表的 Excel 活頁簿（.xlsx）</source>
        <translation>An Excel workbook (.xlsx) with one sheet for each kind of data</translation>
    </message>
    <message>
        <source>合計</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>名冊</source>
        <translation>Registry</translation>
    </message>
    <message>
        <source>名冊上有 {broken} 張憑證未通過，請看「有效」頁的狀態。</source>
        <translation>{broken} certificates on the registry do not pass; see their state under “Valid”.</translation>
    </message>
    <message>
        <source>名冊上的憑證</source>
        <translation>On the registry</translation>
    </message>
    <message>
        <source>名冊號次</source>
        <translation>Registry no.</translation>
    </message>
    <message>
        <source>名冊還沒有憑證</source>
        <translation>No certificates on the registry yet</translation>
    </message>
    <message>
        <source>名稱</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>名稱（期間）</source>
        <translation>Names (periods)</translation>
    </message>
    <message>
        <source>含已審查</source>
        <translation>Include reviewed</translation>
    </message>
    <message>
        <source>唯讀檢視：{moment:%H:%M} 的內容。資料檔由他人使用中，此處不能更改。</source>
        <translation>Read-only: the content of {moment:%H:%M}. Somebody else has the store open; nothing can be changed here.</translation>
    </message>
    <message>
        <source>單位：</source>
        <translation>Unit:</translation>
    </message>
    <message>
        <source>單位：新臺幣元。差額為附件各計畫合計減本文所載總數；僅列差額，不推定原因。</source>
        <translation>Unit: NT$. Difference: sum of the projects in the appendix less the total in the text; differences are listed, reasons are not guessed.</translation>
    </message>
    <message>
        <source>回復內容</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>回條</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>回條未產生：彙整機關金鑰尚未解鎖。</source>
        <translation>No receipts were written: the office&apos;s key is locked.</translation>
    </message>
    <message>
        <source>回條資料夾：{path}</source>
        <translation>Receipt folder: {path}</translation>
    </message>
    <message>
        <source>在全部內容中尋找</source>
        <translation>Find in all content</translation>
    </message>
    <message>
        <source>在報告中尋找</source>
        <translation>Find in the report</translation>
    </message>
    <message>
        <source>在日期欄開啟月曆</source>
        <translation>Open the calendar in a date field</translation>
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
        <source>在這台電腦核定</source>
        <translation>Approve on this computer</translation>
    </message>
    <message>
        <source>在這台電腦退回</source>
        <translation>Send back on this computer</translation>
    </message>
    <message>
        <source>執行成果與亮點案例</source>
        <translation>Results and highlights</translation>
    </message>
    <message>
        <source>執行數 ÷ 累計分配數，依最近收到的版次</source>
        <translation>Executed ÷ allocated to date, by the revision received last</translation>
    </message>
    <message>
        <source>執行率</source>
        <translation>Execution rate</translation>
    </message>
    <message>
        <source>執行率（依策略）</source>
        <translation>Execution (by strategy)</translation>
    </message>
    <message>
        <source>基本</source>
        <translation>Basics</translation>
    </message>
    <message>
        <source>基本資料</source>
        <translation>Basic data</translation>
    </message>
    <message>
        <source>報告</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>報告以各機關通過的版次為準，之後待審的版次註明為初稿；缺件機關會在報告中載明。產生後可在此逐頁檢視，再儲存為 PDF。</source>
        <translation>The report counts each agency&apos;s accepted revision, marks a later one under review as a draft, and names the agencies that are missing. Look through it here, then save it as PDF.</translation>
    </message>
    <message>
        <source>報告已產生：{page_count} 頁，彙整 {returns} 機關。</source>
        <translation>The report is made: {page_count} pages, {returns} agencies.</translation>
    </message>
    <message>
        <source>報告頁面</source>
        <translation>Pages of the report</translation>
    </message>
    <message>
        <source>填入今天（Ctrl+Home 移到今天，Enter 填入）</source>
        <translation>Fill in today (Ctrl+Home goes to today, Enter fills it in)</translation>
    </message>
    <message>
        <source>填入理由後生效。</source>
        <translation>Takes effect once a reason is given.</translation>
    </message>
    <message>
        <source>填回</source>
        <translation>Put back</translation>
    </message>
    <message>
        <source>填回後為「{text}」</source>
        <translation>Becomes “{text}” when put back</translation>
    </message>
    <message>
        <source>填回後為「{text}」，取代目前的「{present}」</source>
        <translation>Becomes “{text}” when put back, in place of “{present}”</translation>
    </message>
    <message>
        <source>填報</source>
        <translation>Fill in</translation>
    </message>
    <message>
        <source>填報人先簽章；核定人檢視後，以自己的金鑰簽章或退回。</source>
        <translation>The preparer signs first; the approver looks, then signs with a key of their own or sends it back.</translation>
    </message>
    <message>
        <source>填報人有權簽章</source>
        <translation>Preparer entitled to sign</translation>
    </message>
    <message>
        <source>填報人簽章並送核定後，這裡會列出待核定件。填報人在另一台電腦時，請開啟寄來的待核定件（.tbpending），或將檔案拖放到視窗。</source>
        <translation>Returns appear here once the preparer has signed and handed them over. If the preparer works on another computer, open the pending return that was sent (.tbpending), or drop it on the window.</translation>
    </message>
    <message>
        <source>填報內容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>填報包</source>
        <translation>Round file</translation>
    </message>
    <message>
        <source>填報包 (*.tbround)</source>
        <translation>Round files (*.tbround)</translation>
    </message>
    <message>
        <source>填報包、核發的憑證與收件回條都以這把金鑰簽章。各機關首次匯入填報包時會來電核對指紋：請以電話逐組唸出下列六組，或請對方以手機比對 QR 碼。</source>
        <translation>Round files, issued certificates and receipts are signed with this key. Agencies call to compare its fingerprint when they take in their first round file: read the six groups out on the telephone, or let them compare the QR code.</translation>
    </message>
    <message>
        <source>填報單位：{unit}</source>
        <translation>Filled in by {unit}</translation>
    </message>
    <message>
        <source>填報期</source>
        <translation>Round</translation>
    </message>
    <message>
        <source>填報期已改用新版表單，{named}的填報包還是原來的表單。</source>
        <translation>The round has a new form; the round files of {named} still have the old one.</translation>
    </message>
    <message>
        <source>填報期的日期已變更，{named}的填報包還是原來的日期。</source>
        <translation>The dates of the round have changed; the round files of {named} still have the former ones.</translation>
    </message>
    <message>
        <source>填報檔案 (*.xlsx *.pdf *.zip *.tbround *.tbreceipt *.tbenrol *.tbpending *.tbsendback);;所有檔案 (*)</source>
        <translation>Files of this program (*.xlsx *.pdf *.zip *.tbround *.tbreceipt *.tbenrol *.tbpending *.tbsendback);;All files (*)</translation>
    </message>
    <message>
        <source>填報種類</source>
        <translation>Kind of round</translation>
    </message>
    <message>
        <source>填報表</source>
        <translation>Returns</translation>
    </message>
    <message>
        <source>填報表、附件包、填報包、收件回條、登錄申請、待核定件、退回單都可以。只驗章，不收件、不匯入。</source>
        <translation>Returns, attachments packages, round files, receipts, enrolment requests, pending returns and send-back slips. They are verified only; nothing is received or taken in.</translation>
    </message>
    <message>
        <source>填報表印為「{printed}」，與本程式計算不同</source>
        <translation>The return prints “{printed}”, which is not what this program computes</translation>
    </message>
    <message>
        <source>填報表與附件包 (*.xlsx *.pdf *.zip)</source>
        <translation>Returns and attachments packages (*.xlsx *.pdf *.zip)</translation>
    </message>
    <message>
        <source>填報資料檔 (*.tianbao)</source>
        <translation>Stores (*.tianbao)</translation>
    </message>
    <message>
        <source>填寫理由</source>
        <translation>Give reason</translation>
    </message>
    <message>
        <source>多出</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>大小</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>如期 {on_time}&#x3000;逾期報送 {late}&#x3000;未報送 {missing}</source>
        <translation>In time {on_time}   Late {late}   Not handed in {missing}</translation>
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
        <source>完成前面步驟後即可匯出。</source>
        <translation>Finish the steps above to export.</translation>
    </message>
    <message>
        <source>完成前面步驟後即可送核定。</source>
        <translation>Finish the steps above to hand over.</translation>
    </message>
    <message>
        <source>審查</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>審查{agency}</source>
        <translation>Review {agency}</translation>
    </message>
    <message>
        <source>審查人</source>
        <translation>Reviewer</translation>
    </message>
    <message>
        <source>審查人姓名</source>
        <translation>Name of the reviewer</translation>
    </message>
    <message>
        <source>審查意見</source>
        <translation>Review comments</translation>
    </message>
    <message>
        <source>審查決定</source>
        <translation>Review decision</translation>
    </message>
    <message>
        <source>寫下意見；隨打隨存，退回補正時一併送出。</source>
        <translation>Write a comment; it is saved as you type and goes out when the return is sent back.</translation>
    </message>
    <message>
        <source>寫信…</source>
        <translation>Write a mail…</translation>
    </message>
    <message>
        <source>寫入工作表</source>
        <translation>Writing sheets</translation>
    </message>
    <message>
        <source>將任何一個或多個檔案拖放到此頁，或</source>
        <translation>Drop one or more files here, or</translation>
    </message>
    <message>
        <source>將各機關簽章後的填報表（.xlsx、.pdf）與附件包（.zip）拖放到此頁，或</source>
        <translation>Drop the agencies’ signed returns (.xlsx, .pdf) and attachments packages (.zip) on this page, or</translation>
    </message>
    <message>
        <source>尋找中</source>
        <translation>Searching</translation>
    </message>
    <message>
        <source>對應</source>
        <translation>Mapping</translation>
    </message>
    <message>
        <source>對應之量化指標</source>
        <translation>Indicators mapped to it</translation>
    </message>
    <message>
        <source>對應依據</source>
        <translation>Basis of the mapping</translation>
    </message>
    <message>
        <source>對應計畫</source>
        <translation>Projects mapped to it</translation>
    </message>
    <message>
        <source>對象</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>尚有 {count} 則退回意見未回復。</source>
        <translation>{count} remark(s) of the office have no answer yet.</translation>
    </message>
    <message>
        <source>尚有 {count} 欄沿用上期資料而未確認。請到「填報」逐欄確認，或在「待辦」一次確認。</source>
        <translation>{count} field(s) hold last year&apos;s values that nobody has confirmed. Confirm each under “Fill in”, or all at once on the home page.</translation>
    </message>
    <message>
        <source>尚有 {count} 項須處理，處理完畢後方可簽章。</source>
        <translation>{count} items are open; settle them before signing.</translation>
    </message>
    <message>
        <source>尚有 {days_left} 天</source>
        <translation>{days_left} days left</translation>
    </message>
    <message>
        <source>尚有 {days} 天</source>
        <translation>{days} days left</translation>
    </message>
    <message>
        <source>尚有 {left} 項須處理。</source>
        <translation>{left} items are open.</translation>
    </message>
    <message>
        <source>尚未列入本期憑證名冊</source>
        <translation>Not on this round&apos;s registry yet</translation>
    </message>
    <message>
        <source>尚未匯入填報包</source>
        <translation>No round file yet</translation>
    </message>
    <message>
        <source>尚未回復</source>
        <translation>Not answered yet</translation>
    </message>
    <message>
        <source>尚未選取金鑰檔。</source>
        <translation>No key file chosen.</translation>
    </message>
    <message>
        <source>尚未選擇</source>
        <translation>None chosen yet</translation>
    </message>
    <message>
        <source>尚無預覽</source>
        <translation>No preview yet</translation>
    </message>
    <message>
        <source>展期…</source>
        <translation>Renew…</translation>
    </message>
    <message>
        <source>展期申請已匯出，請留意彙整機關來電。</source>
        <translation>The renewal request is exported; expect a call from the office.</translation>
    </message>
    <message>
        <source>展期自</source>
        <translation>Renews</translation>
    </message>
    <message>
        <source>展期：原憑證即將到期</source>
        <translation>Renewal: the certificate is about to end</translation>
    </message>
    <message>
        <source>展開</source>
        <translation>Unfold</translation>
    </message>
    <message>
        <source>展開「{title}」</source>
        <translation>Unfold “{title}”</translation>
    </message>
    <message>
        <source>展開側欄</source>
        <translation>Open side bar</translation>
    </message>
    <message>
        <source>工作內容</source>
        <translation>Work content</translation>
    </message>
    <message>
        <source>差 {difference} 億元</source>
        <translation>difference {difference} (NT$ hundred million)</translation>
    </message>
    <message>
        <source>差額</source>
        <translation>Difference</translation>
    </message>
    <message>
        <source>已了解全部機關都須重新核對新的指紋</source>
        <translation>I know that every agency has to compare the new fingerprint</translation>
    </message>
    <message>
        <source>已交付而須更正時，先開新版次；尚未交付者，直接再次匯出即可取代。</source>
        <translation>To correct what was delivered, begin a new revision first; what was not delivered is simply exported again.</translation>
    </message>
    <message>
        <source>已停止。已收的檔案保留；未處理的可再次拖放。</source>
        <translation>Stopped. Files received are kept; drop the rest again.</translation>
    </message>
    <message>
        <source>已停止。已產生的回條保留，其餘可選取後按「產生回條」。</source>
        <translation>Stopped. Receipts written are kept; select the rest and press “Write receipts”.</translation>
    </message>
    <message>
        <source>已停止。已驗證的結果保留；其餘可再次拖放。</source>
        <translation>Stopped. Results so far are kept; drop the rest again.</translation>
    </message>
    <message>
        <source>已停止列印；已送出的頁可能仍會印出。</source>
        <translation>Printing stopped; pages already sent may still come out.</translation>
    </message>
    <message>
        <source>已停止產生報告。</source>
        <translation>Making the report was stopped.</translation>
    </message>
    <message>
        <source>已備份至 {path}。</source>
        <translation>Backed up to {path}.</translation>
    </message>
    <message>
        <source>已儲存 {moment:%H:%M:%S}</source>
        <translation>Saved {moment:%H:%M:%S}</translation>
    </message>
    <message>
        <source>已儲存 {path}</source>
        <translation>Saved {path}</translation>
    </message>
    <message>
        <source>已儲存於 {store}</source>
        <translation>Saved in {store}</translation>
    </message>
    <message>
        <source>已列入本期憑證名冊</source>
        <translation>On this round&apos;s registry</translation>
    </message>
    <message>
        <source>已刪除「{title}」。</source>
        <translation>“{title}” was removed.</translation>
    </message>
    <message>
        <source>已到期</source>
        <translation>Expired</translation>
    </message>
    <message>
        <source>已加入金鑰檔「{name}」。</source>
        <translation>Key file “{name}” added.</translation>
    </message>
    <message>
        <source>已加入：{names}</source>
        <translation>Added: {names}</translation>
    </message>
    <message>
        <source>已匯入 {count} 份回條，彙整機關已收件。</source>
        <translation>{count} receipts taken in; the office has received the returns.</translation>
    </message>
    <message>
        <source>已匯入{told}。</source>
        <translation>Imported {told}.</translation>
    </message>
    <message>
        <source>已匯入「{title}」填報包；已填的內容都保留。</source>
        <translation>Round file “{title}” taken in; everything filled in is kept.</translation>
    </message>
    <message>
        <source>已取消，沒有產生檔案。</source>
        <translation>Cancelled; no files were made.</translation>
    </message>
    <message>
        <source>已取消，沒有簽章。</source>
        <translation>Cancelled; nothing was signed.</translation>
    </message>
    <message>
        <source>已取消，沒有送核定。</source>
        <translation>Cancelled; nothing was handed over.</translation>
    </message>
    <message>
        <source>已另存金鑰備份 {name}。請與通行碼分開存放。</source>
        <translation>A copy of the key was saved as {name}. Keep it apart from the passphrase.</translation>
    </message>
    <message>
        <source>已向彙整機關查證確實更換金鑰，且指紋逐組相同</source>
        <translation>I asked the office: it did change its key, and every group of the fingerprint is the same</translation>
    </message>
    <message>
        <source>已回復：{kind}</source>
        <translation>Answered: {kind}</translation>
    </message>
    <message>
        <source>已填回「{name}」。</source>
        <translation>“{name}” put back.</translation>
    </message>
    <message>
        <source>已填本期無執行，本節免填。</source>
        <translation>Nothing done this period is stated: this section need not be filled in.</translation>
    </message>
    <message>
        <source>已填理由之注意事項數</source>
        <translation>Warnings with reasons given</translation>
    </message>
    <message>
        <source>已失效</source>
        <translation>Over</translation>
    </message>
    <message>
        <source>已失效憑證</source>
        <translation>Certificates that are over</translation>
    </message>
    <message>
        <source>已失效（{count}）</source>
        <translation>Over ({count})</translation>
    </message>
    <message>
        <source>已存 {count} 個檔案於 {folder}。</source>
        <translation>{count} files saved in {folder}.</translation>
    </message>
    <message>
        <source>已存於 {path}。</source>
        <translation>Saved as {path}.</translation>
    </message>
    <message>
        <source>已寫 {notes} 則意見。通過後意見只留存於審查紀錄，不會請機關補正。仍要通過？</source>
        <translation>{notes} comments are written. On acceptance they stay in the review record and are not sent to the agency. Accept all the same?</translation>
    </message>
    <message>
        <source>已寫意見 {notes} 則</source>
        <translation>{notes} comments written</translation>
    </message>
    <message>
        <source>已建立本機關金鑰。請按「另存金鑰備份…」，將備份存放他處。</source>
        <translation>The office&apos;s key is made. Press “Save a copy of the key…” and keep the copy elsewhere.</translation>
    </message>
    <message>
        <source>已復原</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>已捨棄「{name}」。</source>
        <translation>“{name}” discarded.</translation>
    </message>
    <message>
        <source>已收 {taken} 件登錄申請，請致電申請人核對指紋後登錄。</source>
        <translation>{taken} enrolment requests taken in. Call the applicants to compare fingerprints, then register them.</translation>
    </message>
    <message>
        <source>已收件</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>已收件&#x3000;{moment}（{issued_by}簽發回條）</source>
        <translation>Received {moment} (receipt issued by {issued_by})</translation>
    </message>
    <message>
        <source>已收入核定完成的第 {revision} 版，控制碼 {control_number}。請確認兩個檔案都已交付彙整機關。</source>
        <translation>The approved revision {revision} was taken in, control number {control_number}. Make sure both files are delivered to the office.</translation>
    </message>
    <message>
        <source>已收到</source>
        <translation>received</translation>
    </message>
    <message>
        <source>已收回第 {revision} 版。已寄出的待核定件請通知{person_name}不要核定。</source>
        <translation>Revision {revision} was withdrawn. Tell {person_name} not to approve what was sent.</translation>
    </message>
    <message>
        <source>已改回內建的信任政策。請重新寫出填報包，各機關才會依此驗章。</source>
        <translation>The built-in trust policy is in force again. Write the round files again, so that agencies verify by it.</translation>
    </message>
    <message>
        <source>已改用信任政策「{title}」。請重新寫出填報包，各機關才會依此驗章。</source>
        <translation>The trust policy “{title}” is in force. Write the round files again, so that agencies verify by it.</translation>
    </message>
    <message>
        <source>已整理文字：{parts}。</source>
        <translation>Text tidied: {parts}.</translation>
    </message>
    <message>
        <source>已於 {day} 註銷，理由：{reason}</source>
        <translation>Withdrawn on {day}; reason: {reason}</translation>
    </message>
    <message>
        <source>已更動</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>已更換金鑰，新的指紋為 {shown}。請以公文或電話通知全部機關，重新產生填報包寄出，並另存新金鑰的備份。</source>
        <translation>The key was replaced; the new fingerprint is {shown}. Tell every agency by letter or telephone, make and send the round files anew, and save a copy of the new key.</translation>
    </message>
    <message>
        <source>已有另一張可用的憑證，不必處理。</source>
        <translation>Another usable certificate is there; nothing to do.</translation>
    </message>
    <message>
        <source>已核定並匯出第 {revision} 版，控制碼 {number}。</source>
        <translation>Revision {revision} was approved and exported, control number {number}.</translation>
    </message>
    <message>
        <source>已核定第 {revision} 版
控制碼 {number}
{files}
位置：{folder}
{step}</source>
        <translation>Revision {revision} approved
Control number {number}
{files}
Folder: {folder}
{step}</translation>
    </message>
    <message>
        <source>已產生</source>
        <translation>Written</translation>
    </message>
    <message>
        <source>已產生 {count} 份回條，請寄給各該機關。位置：{folder}</source>
        <translation>{count} receipts written; send them to the agencies. Folder: {folder}</translation>
    </message>
    <message>
        <source>已產生 {count} 個填報包，存於 {folder}。請寄發各機關；每個檔案只給檔名所示的機關。</source>
        <translation>{count} round files made in {folder}. Send them out; each file is for the agency in its name alone.</translation>
    </message>
    <message>
        <source>已產生 {name}，請寄給{agency}。</source>
        <translation>{name} is made; send it to {agency}.</translation>
    </message>
    <message>
        <source>已產生，請將兩個檔案交付彙整機關。</source>
        <translation>Both files are made; hand them to the office.</translation>
    </message>
    <message>
        <source>已由{name}核定</source>
        <translation>approved by {name}</translation>
    </message>
    <message>
        <source>已由{name}退回</source>
        <translation>sent back by {name}</translation>
    </message>
    <message>
        <source>已登錄「{agency} {person_name}」。請重新產生該機關的填報包寄回，對方匯入後即可簽章。</source>
        <translation>Registered “{agency} {person_name}”. Make the agency&apos;s round file anew and send it; once taken in, they can sign.</translation>
    </message>
    <message>
        <source>已登錄「{agency} {person_name}」的憑證（{role}）。請重新產生填報包寄給該機關，匯入後即可簽章。</source>
        <translation>Registered the certificate of “{agency} {person_name}” ({role}). Make the agency&apos;s round file anew and send it; once taken in, they can sign.</translation>
    </message>
    <message>
        <source>已移除{name}。</source>
        <translation>Removed {name}.</translation>
    </message>
    <message>
        <source>已移除「{name}」</source>
        <translation>Removed “{name}”</translation>
    </message>
    <message>
        <source>已簽章並匯出第 {revision} 版，控制碼 {number}。</source>
        <translation>Revision {revision} was signed and exported, control number {number}.</translation>
    </message>
    <message>
        <source>已簽章（發行金鑰「{key}」）</source>
        <translation>Signed (release key “{key}”)</translation>
    </message>
    <message>
        <source>已簽章，請{person_name}在這台電腦核定。</source>
        <translation>Signed. {person_name} can approve it on this computer.</translation>
    </message>
    <message>
        <source>已自清單移除；檔案、卡片與名冊都沒有變動。</source>
        <translation>Removed from the list; file, card and registry are unchanged.</translation>
    </message>
    <message>
        <source>已致電申請人逐組核對指紋，完全相同</source>
        <translation>I called the applicant and compared every group of the fingerprint: all the same</translation>
    </message>
    <message>
        <source>已與彙整機關逐組核對指紋，完全相同</source>
        <translation>I compared every group of the fingerprint with the office: all the same</translation>
    </message>
    <message>
        <source>已與簽章人以電話逐組核對指紋，完全相同</source>
        <translation>I compared every group of the fingerprint with the signer on the telephone: all the same</translation>
    </message>
    <message>
        <source>已複製主旨與文字。</source>
        <translation>Subject and letter are copied.</translation>
    </message>
    <message>
        <source>已複製信箱。</source>
        <translation>The addresses are copied.</translation>
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
        <source>已註銷「{agency} {person_name}」的憑證。此後以它簽章的填報表一律拒收；先前已收的不受影響。</source>
        <translation>The certificate of “{agency} {person_name}” was withdrawn. Returns signed with it are refused from now on; those received before are not affected.</translation>
    </message>
    <message>
        <source>已讀取憑證 IC 卡「{label}」的憑證；匯出申請與簽章時須再插入卡片。</source>
        <translation>The certificate of the smart card “{label}” was read; insert the card again to export a request and to sign.</translation>
    </message>
    <message>
        <source>已變更「{title}」的期限：{span}。</source>
        <translation>The dates of “{title}” were changed: {span}.</translation>
    </message>
    <message>
        <source>已變更通行碼，金鑰與指紋不變。請重新另存金鑰備份，並銷毀舊的備份。</source>
        <translation>The passphrase was changed; key and fingerprint are the same. Save a new copy of the key and destroy the old one.</translation>
    </message>
    <message>
        <source>已貼上：{summary}。
{lines}</source>
        <translation>Pasted: {summary}.
{lines}</translation>
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
        <source>已退回「{name}」r{revision}。請產生帶有意見的填報包，寄給該機關補正。</source>
        <translation>“{name}” r{revision} was sent back. Make the round file with the comments and send it to the agency.</translation>
    </message>
    <message>
        <source>已退回「{name}」的登錄申請，請將理由告知申請人。</source>
        <translation>The enrolment request of “{name}” was rejected; tell the applicant why.</translation>
    </message>
    <message>
        <source>已退回，{name}的「簽章」頁會顯示理由。</source>
        <translation>Sent back; {name} sees the reason on the page “Sign”.</translation>
    </message>
    <message>
        <source>已送出列印：{printed} 頁。</source>
        <translation>Sent to the printer: {printed} pages.</translation>
    </message>
    <message>
        <source>已送核定，等待{person_name}。再送一次即取代前一次。</source>
        <translation>Handed over, waiting for {person_name}. Handing over again replaces it.</translation>
    </message>
    <message>
        <source>已逾 {days_left} 日</source>
        <translation>{days_left} days overdue</translation>
    </message>
    <message>
        <source>已逾更新期限，請向彙整機關索取新的填報包</source>
        <translation>overdue for renewal; ask the office for a new round file</translation>
    </message>
    <message>
        <source>已選 {count} 項：{names}</source>
        <translation>{count} chosen: {names}</translation>
    </message>
    <message>
        <source>已還原：{names}，共 {count} 欄。</source>
        <translation> Restored: {names}; {count} field(s) in all.</translation>
    </message>
    <message>
        <source>已重做</source>
        <translation>Redone</translation>
    </message>
    <message>
        <source>已開新版次，修改後匯出為第 {revision} 版。</source>
        <translation>A new revision is begun; the next export is revision {revision}.</translation>
    </message>
    <message>
        <source>已開立「{title}」。下一步：產生填報包，寄發各機關。</source>
        <translation>“{title}” is open. Next: make the round files and send them to the agencies.</translation>
    </message>
    <message>
        <source>年度</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>年度與全程</source>
        <translation>Years and whole period</translation>
    </message>
    <message>
        <source>年度與全程經費對照</source>
        <translation>Funds by year and for the whole period</translation>
    </message>
    <message>
        <source>序號</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>廢止清冊已逾下次更新日 30 天：{named}。該機構核發的憑證暫時無法登錄與收件，請匯入最新的廢止清冊。</source>
        <translation>Revocation lists are 30 days past their next update: {named}. Certificates of these authorities cannot be registered or received for now; import the latest lists.</translation>
    </message>
    <message>
        <source>廢止清冊已逾下次更新日：{named}。30 天內仍可收件，請儘早匯入最新的廢止清冊。</source>
        <translation>Revocation lists are past their next update: {named}. Returns are received for 30 days more; import the latest lists soon.</translation>
    </message>
    <message>
        <source>建立新的資料檔</source>
        <translation>Make a new store</translation>
    </message>
    <message>
        <source>建立新的金鑰，或按「換發…」產生換發申請，寄給彙整機關。</source>
        <translation>Make a new key, or press “Replace…” to make a replacement request, and send it to the office.</translation>
    </message>
    <message>
        <source>建立新的金鑰，由彙整機關核發憑證</source>
        <translation>Make a new key; the office issues the certificate</translation>
    </message>
    <message>
        <source>建立方案</source>
        <translation>Programme stored</translation>
    </message>
    <message>
        <source>建立日期</source>
        <translation>Made on</translation>
    </message>
    <message>
        <source>建立機關金鑰</source>
        <translation>Office key made</translation>
    </message>
    <message>
        <source>建立簽章金鑰</source>
        <translation>Make a signing key</translation>
    </message>
    <message>
        <source>建立金鑰</source>
        <translation>Make key</translation>
    </message>
    <message>
        <source>建立金鑰…</source>
        <translation>Make key…</translation>
    </message>
    <message>
        <source>建立金鑰、登錄、展期與換發，在「憑證」頁</source>
        <translation>Making keys, enrolment, renewal and replacement are on the page “Certificates”</translation>
    </message>
    <message>
        <source>彙整填報表</source>
        <translation>Collecting returns</translation>
    </message>
    <message>
        <source>彙整機關</source>
        <translation>Office</translation>
    </message>
    <message>
        <source>彙整機關使用：發出填報包、收件驗章、審查、合併並產製年度報告。</source>
        <translation>For the office: send round files, receive and verify returns, review and merge them, make the annual report.</translation>
    </message>
    <message>
        <source>彙整機關已收第 {revision} 版（控制碼 {control_number}）。</source>
        <translation>The office has received revision {revision} (control number {control_number}).</translation>
    </message>
    <message>
        <source>彙整機關憑證與憑證名冊</source>
        <translation>The office&apos;s certificate and registry</translation>
    </message>
    <message>
        <source>彙整機關未收件：{sentence}</source>
        <translation>Not received by the office: {sentence}</translation>
    </message>
    <message>
        <source>彙整機關的簽章憑證已變更</source>
        <translation>The office&apos;s signing certificate has changed</translation>
    </message>
    <message>
        <source>彙整機關簽發填報包、憑證與收件回條時，使用自己的簽章金鑰。請設定金鑰的通行碼；金鑰檔會存在資料檔旁，通行碼不會存檔，每次開啟程式時輸入一次。</source>
        <translation>The office signs round files, certificates and receipts with a key of its own. Choose its passphrase; the key file is kept beside the store, the passphrase is not kept and is asked for once each time the program runs.</translation>
    </message>
    <message>
        <source>待核定件</source>
        <translation>Pending return</translation>
    </message>
    <message>
        <source>待核定件 (*.tbpending)</source>
        <translation>Pending returns (*.tbpending)</translation>
    </message>
    <message>
        <source>待核定件、退回單、已核定之填報表 (*.tbpending *.tbsendback *.xlsx *.pdf)</source>
        <translation>Pending returns, send-back slips, approved returns (*.tbpending *.tbsendback *.xlsx *.pdf)</translation>
    </message>
    <message>
        <source>待核定件已存於 {path}，請寄給{person_name}；對方核定後會寄回兩個檔案，或退回單。</source>
        <translation>The pending return was saved as {path}. Send it to {person_name}, who will send back both files, or a slip.</translation>
    </message>
    <message>
        <source>待核對</source>
        <translation>To be compared</translation>
    </message>
    <message>
        <source>待核對（{count}）</source>
        <translation>To be compared ({count})</translation>
    </message>
    <message>
        <source>待辦</source>
        <translation>To do</translation>
    </message>
    <message>
        <source>後一年（Ctrl+PageDown）</source>
        <translation>Next year (Ctrl+PageDown)</translation>
    </message>
    <message>
        <source>後一月（PageDown）</source>
        <translation>Next month (PageDown)</translation>
    </message>
    <message>
        <source>復原</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>復原、重做</source>
        <translation>Undo, redo</translation>
    </message>
    <message>
        <source>復原到哪一步為止</source>
        <translation>Undo as far as</translation>
    </message>
    <message>
        <source>復原：{label}（Ctrl+Z）</source>
        <translation>Undo: {label} (Ctrl+Z)</translation>
    </message>
    <message>
        <source>必填</source>
        <translation>required</translation>
    </message>
    <message>
        <source>意見</source>
        <translation>Comments</translation>
    </message>
    <message>
        <source>意見數</source>
        <translation>Comments</translation>
    </message>
    <message>
        <source>意見（{anchor}）</source>
        <translation>Comment ({anchor})</translation>
    </message>
    <message>
        <source>意見：{note}</source>
        <translation>Comment: {note}</translation>
    </message>
    <message>
        <source>憑證</source>
        <translation>Certificates</translation>
    </message>
    <message>
        <source>憑證 (*.cer *.crt *.pem *.der)</source>
        <translation>Certificates (*.cer *.crt *.pem *.der)</translation>
    </message>
    <message>
        <source>憑證 IC 卡「{label}」</source>
        <translation>Smart card “{label}”</translation>
    </message>
    <message>
        <source>憑證{purpose}</source>
        <translation>Certificate: {purpose}</translation>
    </message>
    <message>
        <source>憑證主體</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>憑證名冊</source>
        <translation>Registry</translation>
    </message>
    <message>
        <source>憑證名冊上沒有可以核定的人。請核定人到「憑證」頁以核定人身分匯出登錄申請，登錄後匯入新的填報包。</source>
        <translation>The registry names nobody who can approve. Let the approver export an enrolment request as approver on the page “Certificates”, and take in the new round file once it is registered.</translation>
    </message>
    <message>
        <source>憑證尚未登錄。請到「憑證」頁匯出登錄申請寄給彙整機關，再匯入更新後的填報包。</source>
        <translation>The certificate is not registered. Export an enrolment request on the page “Certificates”, send it to the office, and take in the new round file.</translation>
    </message>
    <message>
        <source>憑證指紋</source>
        <translation>Certificate fingerprint</translation>
    </message>
    <message>
        <source>憑證效期</source>
        <translation>Validity</translation>
    </message>
    <message>
        <source>憑證檔 (*.pem)</source>
        <translation>Certificate files (*.pem)</translation>
    </message>
    <message>
        <source>憑證檔已存於 {path}；不含私密金鑰，可以交給彙整機關。</source>
        <translation>The certificate file was saved as {path}; it holds no private key and can be given to the office.</translation>
    </message>
    <message>
        <source>憑證與廢止清冊 (*.cer *.crt *.pem *.der *.crl *.p7b *.p7c)</source>
        <translation>Certificates and revocation lists (*.cer *.crt *.pem *.der *.crl *.p7b *.p7c)</translation>
    </message>
    <message>
        <source>成果</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>我的金鑰</source>
        <translation>My keys</translation>
    </message>
    <message>
        <source>截止 {day}（今日截止）</source>
        <translation>Due {day} (today)</translation>
    </message>
    <message>
        <source>截止 {day}（剩 {days_left} 日）</source>
        <translation>Due {day} ({days_left} days left)</translation>
    </message>
    <message>
        <source>截止 {day}（逾期 {days_left} 日）</source>
        <translation>Due {day} ({days_left} days overdue)</translation>
    </message>
    <message>
        <source>截止 {due_on}</source>
        <translation>Due {due_on}</translation>
    </message>
    <message>
        <source>截止 {due_on}（{rest}）</source>
        <translation>Due {due_on} ({rest})</translation>
    </message>
    <message>
        <source>截止日</source>
        <translation>Due date</translation>
    </message>
    <message>
        <source>截止日已過：尚未報送的機關會標示逾期。</source>
        <translation>The due date has passed: agencies that have not reported are shown as overdue.</translation>
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
        <source>找不到</source>
        <translation>not found</translation>
    </message>
    <message>
        <source>找不到金鑰檔 {name}，目前無法簽發。有備份時請放回 {parent}；沒有備份時請按「更換金鑰…」。</source>
        <translation>The key file {name} was not found; nothing can be issued. Put a copy back into {parent}, or press “Replace key…” if there is none.</translation>
    </message>
    <message>
        <source>找不到金鑰檔「{path}」，可能已移動或未接上隨身碟。</source>
        <translation>The key file “{path}” was not found; it may have been moved, or its drive is not connected.</translation>
    </message>
    <message>
        <source>找到的內容在 r{found}；這裡顯示最近一版 r{shown}，內容可能已更改或刪除。</source>
        <translation>What was found stands in r{found}; this is the latest, r{shown}, where it may have been changed or deleted.</translation>
    </message>
    <message>
        <source>承接機關</source>
        <translation>Succeeded by</translation>
    </message>
    <message>
        <source>拒收</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>拒收原因與處理方式</source>
        <translation>Why it was refused, and what to do</translation>
    </message>
    <message>
        <source>拖曳以調整順序（Alt+↑、Alt+↓）</source>
        <translation>Drag to change the order (Alt+↑, Alt+↓)</translation>
    </message>
    <message>
        <source>指標</source>
        <translation>Indicators</translation>
    </message>
    <message>
        <source>指標與計畫之對應：方案明列，或依內容推定</source>
        <translation>Mapping of indicators to projects: explicit in the plan, or inferred from the content</translation>
    </message>
    <message>
        <source>指標達成情形</source>
        <translation>Indicators</translation>
    </message>
    <message>
        <source>指紋</source>
        <translation>Fingerprint</translation>
    </message>
    <message>
        <source>指紋（SHA-256 前六組）</source>
        <translation>Fingerprint (SHA-256, first six groups)</translation>
    </message>
    <message>
        <source>指紋：{fingerprint}</source>
        <translation>Fingerprint: {fingerprint}</translation>
    </message>
    <message>
        <source>按「展期…」產生展期申請，寄給彙整機關。</source>
        <translation>Press “Renew…” to make a renewal request and send it to the office.</translation>
    </message>
    <message>
        <source>按一下或按 → 展開各計畫，按 ← 收合</source>
        <translation>Click, or press →, to unfold the projects; press ← to fold them</translation>
    </message>
    <message>
        <source>捨棄</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>授權</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>授權條款</source>
        <translation>Licence terms</translation>
    </message>
    <message>
        <source>控制碼</source>
        <translation>Control number</translation>
    </message>
    <message>
        <source>控制碼 {control_number}</source>
        <translation>Control number {control_number}</translation>
    </message>
    <message>
        <source>控制碼 {number}</source>
        <translation>Control number {number}</translation>
    </message>
    <message>
        <source>控制碼 {number}
{files}
位置：{folder}</source>
        <translation>Control number {number}
{files}
Folder: {folder}</translation>
    </message>
    <message>
        <source>控制碼 {number} 的待核定件{state}。</source>
        <translation>Pending return {number}: {state}.</translation>
    </message>
    <message>
        <source>控制碼已複製。</source>
        <translation>The control number was copied.</translation>
    </message>
    <message>
        <source>提醒</source>
        <translation>To know</translation>
    </message>
    <message>
        <source>換發…</source>
        <translation>Replace…</translation>
    </message>
    <message>
        <source>換發：原金鑰遺失、損壞或外洩</source>
        <translation>Replacement: the key is lost, damaged or exposed</translation>
    </message>
    <message>
        <source>損毀的檔案已另存為 {kept}。</source>
        <translation>The damaged file is kept as {kept}.</translation>
    </message>
    <message>
        <source>搜尋</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>搜尋歷次填報與審查的文字</source>
        <translation>Search all texts ever reported or reviewed</translation>
    </message>
    <message>
        <source>搜尋結果</source>
        <translation>Search results</translation>
    </message>
    <message>
        <source>操作紀錄</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>收件</source>
        <comment>done</comment>
        <translation>Received</translation>
    </message>
    <message>
        <source>收件</source>
        <translation>Receive</translation>
    </message>
    <message>
        <source>收件 {received_at}</source>
        <translation>Received {received_at}</translation>
    </message>
    <message>
        <source>收件回條</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>收件回條 (*.tbreceipt)</source>
        <translation>Receipts (*.tbreceipt)</translation>
    </message>
    <message>
        <source>收件時只接受名冊上的簽章人。請向各機關取得簽章人的登錄申請檔（.tbenrol），以電話核對指紋後登錄；已有憑證檔（.cer、.pem）者也可直接登錄。</source>
        <translation>Only signers on the registry are accepted. Ask the agencies for the enrolment requests of their signers (.tbenrol) and register them once the fingerprints are compared on the telephone; a certificate file (.cer, .pem) can also be registered directly.</translation>
    </message>
    <message>
        <source>收件時間</source>
        <translation>Received at</translation>
    </message>
    <message>
        <source>收件紀錄</source>
        <translation>Files received</translation>
    </message>
    <message>
        <source>收件驗章通過的填報表會列在這裡，與前一版並列，可逐欄寫意見後通過或退回補正。</source>
        <translation>Returns that were verified and received are listed here beside their earlier revision; comment on each field, then accept them or send them back.</translation>
    </message>
    <message>
        <source>收入</source>
        <translation>Take in</translation>
    </message>
    <message>
        <source>收入待核定件</source>
        <translation>Take in pending return</translation>
    </message>
    <message>
        <source>收到時間</source>
        <translation>Received at</translation>
    </message>
    <message>
        <source>收到第一份填報表後，這裡會顯示執行率、指標達成情形與經費圖表。</source>
        <translation>Execution, indicators and funds are drawn here once the first return is received.</translation>
    </message>
    <message>
        <source>收合</source>
        <translation>Fold</translation>
    </message>
    <message>
        <source>收合「{title}」</source>
        <translation>Fold “{title}”</translation>
    </message>
    <message>
        <source>收合側欄</source>
        <translation>Fold side bar</translation>
    </message>
    <message>
        <source>收回</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>收登錄申請</source>
        <translation>Enrolment request received</translation>
    </message>
    <message>
        <source>改採用新憑證</source>
        <translation>Use the new certificate</translation>
    </message>
    <message>
        <source>改為可編輯</source>
        <translation>Make it editable</translation>
    </message>
    <message>
        <source>改版後移出 {count} 項內容，不隨填報表送出，請檢視。</source>
        <translation>{count} entries were set aside by a new version; they are not sent with the return. Please look at them.</translation>
    </message>
    <message>
        <source>改版後移出的內容（{count}）</source>
        <translation>Set aside by a new version ({count})</translation>
    </message>
    <message>
        <source>改用</source>
        <translation>Use</translation>
    </message>
    <message>
        <source>改用內建政策</source>
        <translation>Use the built-in policy</translation>
    </message>
    <message>
        <source>改用內建政策…</source>
        <translation>Use the built-in policy…</translation>
    </message>
    <message>
        <source>改用其他資料檔或身分…</source>
        <translation>Use another store or role…</translation>
    </message>
    <message>
        <source>改用新版表單</source>
        <translation>Round given a new form</translation>
    </message>
    <message>
        <source>改用新版表單 — {title}</source>
        <translation>Use a new form — {title}</translation>
    </message>
    <message>
        <source>改用新版表單…</source>
        <translation>Use a new form…</translation>
    </message>
    <message>
        <source>改用預設位置</source>
        <translation>Use the usual place</translation>
    </message>
    <message>
        <source>改開</source>
        <translation>Open it</translation>
    </message>
    <message>
        <source>放回原處（Ctrl+Z）</source>
        <translation>Put it back where it was (Ctrl+Z)</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>整份填報表</source>
        <translation>The whole return</translation>
    </message>
    <message>
        <source>文句</source>
        <translation>Sentence</translation>
    </message>
    <message>
        <source>文字大小</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>文字檔</source>
        <translation>text</translation>
    </message>
    <message>
        <source>新增{name}</source>
        <translation>Add {name}</translation>
    </message>
    <message>
        <source>新收 {taken} 個檔案</source>
        <translation>{taken} files received</translation>
    </message>
    <message>
        <source>新版表單</source>
        <translation>New form</translation>
    </message>
    <message>
        <source>新版表單不再填報，或改為其他類型。以下內容不隨填報表送出，可複製、填回或捨棄。</source>
        <translation>The new form no longer asks for these, or asks in another way. They are not sent with the return; copy, put back or discard them.</translation>
    </message>
    <message>
        <source>新的通行碼</source>
        <translation>New passphrase</translation>
    </message>
    <message>
        <source>新的通行碼與目前的相同。</source>
        <translation>The new passphrase is the same as the present one.</translation>
    </message>
    <message>
        <source>方案</source>
        <translation>Programme</translation>
    </message>
    <message>
        <source>方案明列</source>
        <translation>explicit in the plan</translation>
    </message>
    <message>
        <source>日 一 二 三 四 五 六</source>
        <comment>days of the week, Sunday first</comment>
        <translation>Su Mo Tu We Th Fr Sa</translation>
    </message>
    <message>
        <source>日期都與現在相同，沒有變更。</source>
        <translation>The dates are the same as now; nothing was changed.</translation>
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
        <source>時間</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>時間正確，繼續</source>
        <translation>The time is right, go on</translation>
    </message>
    <message>
        <source>更換機關金鑰</source>
        <translation>Office key replaced</translation>
    </message>
    <message>
        <source>更換金鑰</source>
        <translation>Replace key</translation>
    </message>
    <message>
        <source>更換金鑰…</source>
        <translation>Replace key…</translation>
    </message>
    <message>
        <source>更正並開新版次</source>
        <translation>Begin a new revision</translation>
    </message>
    <message>
        <source>最多 {max_rows} 項</source>
        <translation>{max_rows} at most</translation>
    </message>
    <message>
        <source>最後收件日</source>
        <translation>Closing date</translation>
    </message>
    <message>
        <source>最後收件日已過：變更後，寄來的填報表一律不收。</source>
        <translation>The closing date has passed: returns that come in after the change are all refused.</translation>
    </message>
    <message>
        <source>最後收件日提前：填報包沒有更新的機關，過了新的日期仍能簽章，寄來時卻不再收件。</source>
        <translation>The closing date comes earlier: agencies with the former round file can still sign after it, but will be refused.</translation>
    </message>
    <message>
        <source>最近一次產生填報包的日期</source>
        <translation>When the round file was made last</translation>
    </message>
    <message>
        <source>月曆</source>
        <translation>Calendar</translation>
    </message>
    <message>
        <source>有效</source>
        <translation>Valid</translation>
    </message>
    <message>
        <source>有效憑證</source>
        <translation>Valid certificates</translation>
    </message>
    <message>
        <source>有效期間</source>
        <translation>Valid</translation>
    </message>
    <message>
        <source>有效至</source>
        <translation>Valid until</translation>
    </message>
    <message>
        <source>有效至／下次更新</source>
        <translation>Valid until / next update</translation>
    </message>
    <message>
        <source>有效（{count}）</source>
        <translation>Valid ({count})</translation>
    </message>
    <message>
        <source>有效（{count}，即將到期 {expiring}）</source>
        <translation>Valid ({count}, {expiring} expiring)</translation>
    </message>
    <message>
        <source>期程</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>未列入：{missing}。</source>
        <translation>Not included: {missing}.</translation>
    </message>
    <message>
        <source>未回復</source>
        <translation>Not answered</translation>
    </message>
    <message>
        <source>未填</source>
        <translation>To fill in</translation>
    </message>
    <message>
        <source>未收件</source>
        <translation>Not received</translation>
    </message>
    <message>
        <source>未收件&#x3000;{moment}：{sentence}</source>
        <translation>Not received {moment}: {sentence}</translation>
    </message>
    <message>
        <source>未收到</source>
        <translation>not received</translation>
    </message>
    <message>
        <source>未產生</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>未確認：{parts}</source>
        <translation>Not confirmed: {parts}</translation>
    </message>
    <message>
        <source>未簽章：只能查出檔案損壞，不能證明程式的來源。</source>
        <translation>Not signed: damage of files can be found, but not where the program comes from.</translation>
    </message>
    <message>
        <source>未簽章：正式發行的程式都有簽章，這個程式不是，或簽章已被移除。</source>
        <translation>Not signed: released programs are. This is none, or its signature was removed.</translation>
    </message>
    <message>
        <source>未處理的檔案</source>
        <translation>Files left alone</translation>
    </message>
    <message>
        <source>未設定。時戳並非必要，未設定時不會連線到任何服務。</source>
        <translation>Not set up. Timestamps are not required; without settings no service is contacted.</translation>
    </message>
    <message>
        <source>未註明</source>
        <translation>not stated</translation>
    </message>
    <message>
        <source>未通過驗章，不能核定。</source>
        <translation>This did not verify and cannot be approved.</translation>
    </message>
    <message>
        <source>未驗證</source>
        <translation>Not verified</translation>
    </message>
    <message>
        <source>本文</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>本文寫法</source>
        <translation>As written in the text</translation>
    </message>
    <message>
        <source>本文所載總數</source>
        <translation>Total in the text</translation>
    </message>
    <message>
        <source>本文與附件差異</source>
        <translation>Text against appendix</translation>
    </message>
    <message>
        <source>本文：{body}；附件 {project}：{appendix}</source>
        <translation>Text: {body}; appendix {project}: {appendix}</translation>
    </message>
    <message>
        <source>本期無執行</source>
        <translation>Nothing to report</translation>
    </message>
    <message>
        <source>本期無執行之計畫數</source>
        <translation>Projects with nothing to report</translation>
    </message>
    <message>
        <source>本機資料夾</source>
        <translation>Local folder</translation>
    </message>
    <message>
        <source>本機關</source>
        <translation>The office</translation>
    </message>
    <message>
        <source>本機關其他人的憑證</source>
        <translation>Certificates of others in the agency</translation>
    </message>
    <message>
        <source>本機關憑證</source>
        <translation>The office&apos;s certificate</translation>
    </message>
    <message>
        <source>本次 {count} 個檔案</source>
        <translation>{count} files</translation>
    </message>
    <message>
        <source>本次填報</source>
        <translation>This return</translation>
    </message>
    <message>
        <source>本次填報 r{revision}</source>
        <translation>This return r{revision}</translation>
    </message>
    <message>
        <source>本次收件</source>
        <translation>Files of this sitting</translation>
    </message>
    <message>
        <source>本程式依 MIT 授權釋出；其中他人的程式與字型各依其授權，點選一項可看全文。安裝資料夾的 licences 也有這些條款與組成清單（SBOM）。</source>
        <translation>This program is released under the MIT licence; the programs and typefaces of others in it are under theirs. Choose one to read its terms. The folder licences where the program is installed holds the same, with the list of parts (SBOM).</translation>
    </message>
    <message>
        <source>本計畫列為落後，依據見下；請逐欄說明。</source>
        <translation>This project counts as behind, on the grounds below; explain in each field.</translation>
    </message>
    <message>
        <source>本計畫未落後，免填。經費、指標或自評落後時，欄位會自動出現。</source>
        <translation>This project is not behind; nothing to fill in. The fields appear when its spending, an indicator or its own assessment is behind.</translation>
    </message>
    <message>
        <source>本計畫本年度沒有{title}，免填。</source>
        <translation>This project has no {title} this year; nothing to fill in.</translation>
    </message>
    <message>
        <source>本計畫本期無執行，只填理由</source>
        <translation>This project has nothing to report in this period; give the reason only</translation>
    </message>
    <message>
        <source>本計畫目前未落後，不得填列落後說明；請清空下列各欄。</source>
        <translation>This project is not behind, so no explanation may be given; clear the fields below.</translation>
    </message>
    <message>
        <source>查看存檔時間與位置（內容一律自動存檔）</source>
        <translation>See when and where it was saved (everything is saved by itself)</translation>
    </message>
    <message>
        <source>核定</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>核定 {shown} {unit}</source>
        <translation>Approved {shown} {unit}</translation>
    </message>
    <message>
        <source>核定 {stated}</source>
        <translation>approved {stated}</translation>
    </message>
    <message>
        <source>核定並匯出</source>
        <translation>Approve and export</translation>
    </message>
    <message>
        <source>核定人寄回的退回單，或核定完成的 Excel 與 PDF</source>
        <translation>The slip or the approved Excel and PDF that the approver sent back</translation>
    </message>
    <message>
        <source>核對登錄申請</source>
        <translation>Enrolment confirmed</translation>
    </message>
    <message>
        <source>核對程式檔案</source>
        <translation>Check the program’s files</translation>
    </message>
    <message>
        <source>根憑證與廢止清冊</source>
        <translation>Roots and revocation lists</translation>
    </message>
    <message>
        <source>格式：{pattern_hint}</source>
        <translation>Format: {pattern_hint}</translation>
    </message>
    <message>
        <source>機關</source>
        <comment>several</comment>
        <translation>Agencies</translation>
    </message>
    <message>
        <source>機關</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>機關內可識別本人的編號，例如員工編號</source>
        <translation>A number that tells you apart within the agency, such as a staff number</translation>
    </message>
    <message>
        <source>機關填報</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>機關寄來登錄申請檔（.tbenrol）時，按「匯入登錄申請…」，申請會列在這裡等待核對指紋。</source>
        <translation>When agencies send enrolment requests (.tbenrol), press “Take in enrolment requests…”; they wait here until the fingerprint is compared.</translation>
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
        <source>檔案數</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>檢核</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>檢核結果</source>
        <translation>Findings</translation>
    </message>
    <message>
        <source>檢核結果與理由</source>
        <translation>Findings and reasons</translation>
    </message>
    <message>
        <source>檢核結果與理由 {count} 項</source>
        <translation>{count} findings with reasons</translation>
    </message>
    <message>
        <source>檢核通過。</source>
        <translation>Checked, no open findings.</translation>
    </message>
    <message>
        <source>檢核通過，可以簽章。</source>
        <translation>Checked, ready to sign.</translation>
    </message>
    <message>
        <source>檢視並簽章</source>
        <translation>Review and sign</translation>
    </message>
    <message>
        <source>檢視移出的內容</source>
        <translation>Look at what was set aside</translation>
    </message>
    <message>
        <source>檢視附件…</source>
        <translation>View attachments…</translation>
    </message>
    <message>
        <source>欄位</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>欄位沒有增減或改變類型，已填的值全部保留。</source>
        <translation>No field is added, removed or changed in type; all values are kept.</translation>
    </message>
    <message>
        <source>欄數</source>
        <translation>Cells</translation>
    </message>
    <message>
        <source>歡迎使用 Tianbao 填報</source>
        <translation>Welcome to Tianbao</translation>
    </message>
    <message>
        <source>正在產生預覽。</source>
        <translation>Making the preview.</translation>
    </message>
    <message>
        <source>正在等待；一空出就會自動開啟。唯讀檢視可查看目前的內容，不能更改。</source>
        <translation>Waiting; the store is opened as soon as it is free. Read-only you see the present content and can change nothing.</translation>
    </message>
    <message>
        <source>正在驗章並逐頁核對，完成前不能核定。</source>
        <translation>Verifying, page by page; it cannot be approved before this ends.</translation>
    </message>
    <message>
        <source>此版已審查：{state}</source>
        <translation>This revision is reviewed: {state}</translation>
    </message>
    <message>
        <source>此計畫與前版相比沒有變動。可改選「全部內容」。</source>
        <translation>Nothing changed in this project. Choose “All content” to see it.</translation>
    </message>
    <message>
        <source>每個動作完成時都已寫入資料檔，位置：{store}</source>
        <translation>Every action is written to the store when it is done: {store}</translation>
    </message>
    <message>
        <source>每次輸入都已自動存檔（最後存檔 {moment:%H:%M:%S}），位置：{store}</source>
        <translation>Every entry is saved by itself (last at {moment:%H:%M:%S}) in {store}</translation>
    </message>
    <message>
        <source>每次輸入都已自動存檔，位置：{store}</source>
        <translation>Every entry is saved by itself in {store}</translation>
    </message>
    <message>
        <source>民國{year}年{month}月</source>
        <translation>ROC {year}, month {month}</translation>
    </message>
    <message>
        <source>決定</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>沒有去年填報值。</source>
        <translation>No value of last year.</translation>
    </message>
    <message>
        <source>沒有可復原的步驟</source>
        <translation>Nothing to undo</translation>
    </message>
    <message>
        <source>沒有可收的檔案；請拖放填報表（.xlsx、.pdf）或附件包（.zip）。</source>
        <translation>There is nothing to receive; drop returns (.xlsx, .pdf) or attachments packages (.zip).</translation>
    </message>
    <message>
        <source>沒有可重做的步驟</source>
        <translation>Nothing to redo</translation>
    </message>
    <message>
        <source>沒有待核對的登錄申請</source>
        <translation>No enrolment requests to compare</translation>
    </message>
    <message>
        <source>沒有意見。</source>
        <translation>No comments.</translation>
    </message>
    <message>
        <source>沒有文字含有「{sought}」。</source>
        <translation>No text holds “{sought}”.</translation>
    </message>
    <message>
        <source>沒有檢核結果。</source>
        <translation>No findings.</translation>
    </message>
    <message>
        <source>沒有符合的內容。可改選「全部內容」。</source>
        <translation>Nothing matches. Choose “All content”.</translation>
    </message>
    <message>
        <source>沒有符合的項目</source>
        <translation>Nothing matches</translation>
    </message>
    <message>
        <source>沒有等待核定的填報表</source>
        <translation>No returns wait for approval</translation>
    </message>
    <message>
        <source>沒有錯誤或警告，未填 {count} 欄。</source>
        <translation>No errors or warnings; {count} fields are empty.</translation>
    </message>
    <message>
        <source>沿用上期資料 {count} 欄，尚未確認。</source>
        <translation>{count} fields were carried over from the last round and are not confirmed.</translation>
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
        <source>清除 {title}</source>
        <translation>Clear {title}</translation>
    </message>
    <message>
        <source>清除已填內容</source>
        <translation>Clear what is filled in</translation>
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
        <source>滾動修正提案數</source>
        <translation>Amendments proposed</translation>
    </message>
    <message>
        <source>演算法</source>
        <translation>Algorithm</translation>
    </message>
    <message>
        <source>為各機關各產生一個填報包（.tbround）</source>
        <translation>Make a round file (.tbround) for each agency</translation>
    </message>
    <message>
        <source>為選取的收件或拒收紀錄產生簽章的收件回條，寄回該機關</source>
        <translation>Write signed receipts for the records selected, to be sent to the agency</translation>
    </message>
    <message>
        <source>為選取的檔案產生簽章的收件回條；已產生過的重新產生</source>
        <translation>Write signed receipts for the files selected; those written before are written again</translation>
    </message>
    <message>
        <source>無執行</source>
        <translation>Nil</translation>
    </message>
    <message>
        <source>無法產生預覽。</source>
        <translation>The preview could not be made.</translation>
    </message>
    <message>
        <source>無法讀取</source>
        <translation>Unreadable</translation>
    </message>
    <message>
        <source>無法開立</source>
        <translation>None possible</translation>
    </message>
    <message>
        <source>照原檔加入</source>
        <translation>Add as they are</translation>
    </message>
    <message>
        <source>版本</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>版次</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>狀態</source>
        <translation>State</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>理由：{answer}</source>
        <translation>Reason: {answer}</translation>
    </message>
    <message>
        <source>產生{name}填報包…</source>
        <translation>Make round file of {name}…</translation>
    </message>
    <message>
        <source>產生回條</source>
        <translation>Write receipts</translation>
    </message>
    <message>
        <source>產生回條…</source>
        <translation>Write receipt…</translation>
    </message>
    <message>
        <source>產生報告</source>
        <translation>Make report</translation>
    </message>
    <message>
        <source>產生填報包</source>
        <translation>Make round files</translation>
    </message>
    <message>
        <source>產生填報包…</source>
        <translation>Make round files…</translation>
    </message>
    <message>
        <source>產生後收件或審查已有變動，此報告不是最新的。</source>
        <translation>Returns or reviews changed since; this report is not the latest.</translation>
    </message>
    <message>
        <source>產生這個填報期的報告</source>
        <translation>Make the report of this round</translation>
    </message>
    <message>
        <source>產生預覽</source>
        <translation>Make preview</translation>
    </message>
    <message>
        <source>由報送資料重新產製後逐一比對，內容相同</source>
        <translation>Made anew from the reported data and compared object by object: the same</translation>
    </message>
    <message>
        <source>由第 {before} 版改為第 {after} 版，{count} 欄有變更。已填的值依欄位保留；刪除、改變類型或減少選項者，機關端移出保存，由填報人決定。</source>
        <translation>From version {before} to version {after}, {count} fields change. Values are kept by field; where a field is removed, changes its type or loses choices, the agency&apos;s program sets them aside for the preparer to decide.</translation>
    </message>
    <message>
        <source>申請</source>
        <translation>Request</translation>
    </message>
    <message>
        <source>申請憑證</source>
        <translation>Certificate requested</translation>
    </message>
    <message>
        <source>申請時間</source>
        <translation>Requested at</translation>
    </message>
    <message>
        <source>申請檔（.tbenrol）以這把金鑰簽章，不含私密金鑰。寄給彙整機關後，對方會來電核對下列指紋；核對相同後登錄，新的填報包會帶來結果。</source>
        <translation>The request (.tbenrol) is signed with this key and holds no private key. Send it to the office, which will call you to compare the fingerprint below; once it is registered, the new round file brings the result.</translation>
    </message>
    <message>
        <source>異動</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>異動紀錄</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>登錄</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>登錄、註銷與金鑰異動會以此姓名記入紀錄</source>
        <translation>This name is recorded with registrations, withdrawals and changes of keys</translation>
    </message>
    <message>
        <source>登錄憑證</source>
        <translation>Register certificate</translation>
    </message>
    <message>
        <source>登錄憑證…</source>
        <translation>Register certificate…</translation>
    </message>
    <message>
        <source>登錄申請</source>
        <translation>Enrolment request</translation>
    </message>
    <message>
        <source>登錄申請 (*.tbenrol)</source>
        <translation>Enrolment requests (*.tbenrol)</translation>
    </message>
    <message>
        <source>登錄申請已匯出。彙整機關核對指紋後會寄回新的填報包，匯入後即可簽章。</source>
        <translation>The enrolment request is exported. The office compares the fingerprint and sends a new round file; once it is taken in, you can sign.</translation>
    </message>
    <message>
        <source>發證者</source>
        <translation>Issuer</translation>
    </message>
    <message>
        <source>目前只以名冊認定憑證，這樣已可收件。使用憑證 IC 卡的機關多時，可另匯入憑證機構的根憑證與廢止清冊，多一層查核。</source>
        <translation>Certificates are accepted by the registry alone, which is enough to receive returns. Where many agencies use smart cards, the roots and revocation lists of their authorities can be imported as a further check.</translation>
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
        <source>目標值</source>
        <translation>Targets</translation>
    </message>
    <message>
        <source>目標載明「約」者，達成自</source>
        <translation>A target that says “about” is met from</translation>
    </message>
    <message>
        <source>目次</source>
        <translation>Contents</translation>
    </message>
    <message>
        <source>相同</source>
        <translation>same</translation>
    </message>
    <message>
        <source>確認並匯入</source>
        <translation>Confirm and take in</translation>
    </message>
    <message>
        <source>確認彙整機關</source>
        <translation>Confirm the office</translation>
    </message>
    <message>
        <source>確認沿用</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>確認電腦時間正確</source>
        <translation>Clock confirmed</translation>
    </message>
    <message>
        <source>示範填報期（各頁標示「示範資料」）</source>
        <translation>Demonstration (each page is marked as such; not for official use)</translation>
    </message>
    <message>
        <source>私密金鑰不在這台電腦；若在卡片上，按「使用憑證 IC 卡…」讀取一次。</source>
        <translation>The private key is not on this computer; if it is on a card, press “Use a smart card…” to read it once.</translation>
    </message>
    <message>
        <source>移除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>移除…</source>
        <translation>Remove…</translation>
    </message>
    <message>
        <source>移除「{name}」</source>
        <translation>Remove “{name}”</translation>
    </message>
    <message>
        <source>移除信任政策</source>
        <translation>Trust policy removed</translation>
    </message>
    <message>
        <source>移除根憑證或清冊</source>
        <translation>Remove roots or lists</translation>
    </message>
    <message>
        <source>移除根憑證與廢止清冊</source>
        <translation>Remove roots or revocation lists</translation>
    </message>
    <message>
        <source>程式只以輸入的 PIN 嘗試一次，也不會儲存。多數卡片連續三次錯誤即鎖卡。</source>
        <translation>The program tries the PIN once and does not keep it. Most cards lock after three wrong tries in a row.</translation>
    </message>
    <message>
        <source>程式檔案</source>
        <translation>Program files</translation>
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
        <source>第 {number} 列：{message}</source>
        <translation>Row {number}: {message}</translation>
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
        <source>第 {revision} 版{state}</source>
        <translation>Revision {revision} {state}</translation>
    </message>
    <message>
        <source>第 {revision} 版&#x3000;控制碼 {control_number}</source>
        <translation>Revision {revision} · control number {control_number}</translation>
    </message>
    <message>
        <source>第 {revision} 版已簽章並匯出（控制碼 {control_number}），請交付彙整機關。</source>
        <translation>Revision {revision} is signed and exported (control number {control_number}); hand it to the office.</translation>
    </message>
    <message>
        <source>第 {revision} 版送核定&#x3000;{sent}&#x3000;{preparer}→{approver}&#x3000;控制碼 {control_number}</source>
        <translation>Revision {revision} handed over {sent} · {preparer} → {approver} · control number {control_number}</translation>
    </message>
    <message>
        <source>第 {sequence} 號</source>
        <translation>No. {sequence}</translation>
    </message>
    <message>
        <source>第一次報送逾期 {days_late} 日</source>
        <translation>First handed in {days_late} days late</translation>
    </message>
    <message>
        <source>等候彙整機關來電核對指紋，再到「待辦」頁匯入新的填報包。</source>
        <translation>Wait for the office to call and compare the fingerprint, then take in the new round file on the page “To do”.</translation>
    </message>
    <message>
        <source>等待{name}核定</source>
        <translation>waits for {name} to approve it</translation>
    </message>
    <message>
        <source>等待中</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>等待寫入</source>
        <translation>waits to be written</translation>
    </message>
    <message>
        <source>等待資料檔空出</source>
        <translation>Waiting for the store</translation>
    </message>
    <message>
        <source>策略</source>
        <translation>Strategy</translation>
    </message>
    <message>
        <source>策略或跨策略計畫</source>
        <translation>Strategy or project across strategies</translation>
    </message>
    <message>
        <source>策略與工作內容</source>
        <translation>Strategies and work content</translation>
    </message>
    <message>
        <source>管理憑證</source>
        <translation>Manage certificates</translation>
    </message>
    <message>
        <source>節</source>
        <translation>Sections</translation>
    </message>
    <message>
        <source>篩選</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>篩選代碼、位置、內容或理由</source>
        <translation>Filter by code, place, content or reason</translation>
    </message>
    <message>
        <source>篩選名冊</source>
        <translation>Filter the registry</translation>
    </message>
    <message>
        <source>篩選姓名、指紋…</source>
        <translation>Filter by name or fingerprint…</translation>
    </message>
    <message>
        <source>篩選方案</source>
        <translation>Filter the programme</translation>
    </message>
    <message>
        <source>篩選檢核結果</source>
        <translation>Filter findings</translation>
    </message>
    <message>
        <source>篩選紀錄</source>
        <translation>Filter records</translation>
    </message>
    <message>
        <source>篩選計畫</source>
        <translation>Filter projects</translation>
    </message>
    <message>
        <source>篩選計畫、指標、機關</source>
        <translation>Filter projects, indicators, agencies</translation>
    </message>
    <message>
        <source>簡稱</source>
        <translation>Short name</translation>
    </message>
    <message>
        <source>簽發時間</source>
        <translation>Issued at</translation>
    </message>
    <message>
        <source>簽章</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>簽章 {signers}</source>
        <translation>Signed by {signers}</translation>
    </message>
    <message>
        <source>簽章不符：檔案清單或簽章遭更動，或不是以發行金鑰簽章。</source>
        <translation>Signature refused: the list of files or its signature was changed, or no release key made it.</translation>
    </message>
    <message>
        <source>簽章並匯出</source>
        <translation>Sign and export</translation>
    </message>
    <message>
        <source>簽章並匯出後，這裡會列出每一版填報表的控制碼、時間與檔案。下一步：到「簽章」頁完成匯出。</source>
        <translation>Once a return is signed and exported, each revision is listed here with its control number, time and files. Next: export on the page “Sign”.</translation>
    </message>
    <message>
        <source>簽章並存成退回單…</source>
        <translation>Sign and save a slip…</translation>
    </message>
    <message>
        <source>簽章並送核定</source>
        <translation>Sign and hand over</translation>
    </message>
    <message>
        <source>簽章並送核定…</source>
        <translation>Sign and hand over…</translation>
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
        <source>簽章人：{name}
有效至：{until}（{left}）
指紋：{fingerprint}</source>
        <translation>Signer: {name}
Valid until: {until} ({left})
Fingerprint: {fingerprint}</translation>
    </message>
    <message>
        <source>簽章後留在這台電腦，由核定人到「核定」頁檢視並簽章</source>
        <translation>Sign and keep it here; the approver looks at it on the page “Approve” and signs</translation>
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
        <source>簽章要用金鑰檔或憑證 IC 卡。沒有憑證的人先建立金鑰，再匯出登錄申請寄給彙整機關；已有金鑰檔（.p12）或自然人憑證的人，用右上方的按鈕加入。</source>
        <translation>Signing takes a key file or a smart card. Without a certificate, make a key first, then export an enrolment request for the office; with a key file (.p12) or a citizen certificate, use the buttons at the top right.</translation>
    </message>
    <message>
        <source>紀錄</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>約值達成門檻</source>
        <translation>Threshold of “about”</translation>
    </message>
    <message>
        <source>組成部分</source>
        <translation>Parts</translation>
    </message>
    <message>
        <source>結束使用卡片</source>
        <translation>Put the card away</translation>
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
        <source>給核定人的附言</source>
        <translation>Note to the approver</translation>
    </message>
    <message>
        <source>給核定人的附言（可以不填）</source>
        <translation>Note to the approver (optional)</translation>
    </message>
    <message>
        <source>經手</source>
        <translation>By</translation>
    </message>
    <message>
        <source>經手人</source>
        <translation>Officer</translation>
    </message>
    <message>
        <source>經手人姓名</source>
        <translation>Name of the officer</translation>
    </message>
    <message>
        <source>經費、指標及成果各節免填，報送時載明本期無執行及理由。</source>
        <translation>Budget, indicators and results are left out; the return states that there is nothing to report, and why.</translation>
    </message>
    <message>
        <source>經費調節</source>
        <translation>Reconciliation</translation>
    </message>
    <message>
        <source>編排版面</source>
        <translation>Laying out pages</translation>
    </message>
    <message>
        <source>編號</source>
        <translation>No.</translation>
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
        <source>縮小後加入</source>
        <translation>Make smaller and add</translation>
    </message>
    <message>
        <source>縮小後長邊不超過 {edge} 像素，拍攝時間、地點等資訊不保留；原來的檔案不會更動。</source>
        <translation>Made smaller, the longer edge has at most {edge} pixels, and what the camera noted (time, place) is left out. Your own files stay as they are.</translation>
    </message>
    <message>
        <source>總覽</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>繪製圖表</source>
        <translation>Drawing charts</translation>
    </message>
    <message>
        <source>繼續填報</source>
        <translation>Go on filling in</translation>
    </message>
    <message>
        <source>缺少</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>聯絡信箱</source>
        <translation>Addresses</translation>
    </message>
    <message>
        <source>自清單移除</source>
        <translation>Remove from the list</translation>
    </message>
    <message>
        <source>自簽（以名冊認定）</source>
        <translation>Self-signed (accepted by the registry)</translation>
    </message>
    <message>
        <source>至 {valid_to}</source>
        <translation>to {valid_to}</translation>
    </message>
    <message>
        <source>與之不符的時間</source>
        <translation>Time it disagrees with</translation>
    </message>
    <message>
        <source>與同版另一檔案成對</source>
        <translation>pairs with the other file of this revision</translation>
    </message>
    <message>
        <source>色彩</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>落後之計畫數</source>
        <translation>Projects behind</translation>
    </message>
    <message>
        <source>落後門檻</source>
        <translation>Threshold of behind</translation>
    </message>
    <message>
        <source>落後：執行率或達成率低於</source>
        <translation>Behind: rate of execution or attainment below</translation>
    </message>
    <message>
        <source>處理方式</source>
        <translation>Handling</translation>
    </message>
    <message>
        <source>表單檔 (*.toml)</source>
        <translation>Form files (*.toml)</translation>
    </message>
    <message>
        <source>表單的變更</source>
        <translation>Changes of the form</translation>
    </message>
    <message>
        <source>複製</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>複製信箱</source>
        <translation>Copy addresses</translation>
    </message>
    <message>
        <source>複製全部</source>
        <translation>Copy all</translation>
    </message>
    <message>
        <source>複製控制碼</source>
        <translation>Copy control number</translation>
    </message>
    <message>
        <source>複製文字</source>
        <translation>Copy the letter</translation>
    </message>
    <message>
        <source>複製結果</source>
        <translation>Copy result</translation>
    </message>
    <message>
        <source>要在「{page}」頁收入這些檔案嗎？
{names}</source>
        <translation>Take these files in on the page “{page}”?
{names}</translation>
    </message>
    <message>
        <source>要存成退回單，請先解鎖金鑰或使用憑證 IC 卡。</source>
        <translation>To save a slip, unlock your key or use a smart card first.</translation>
    </message>
    <message>
        <source>要改開資料檔「{store}」嗎？目前的資料檔會先關閉，已填內容都已存檔。</source>
        <translation>Open the data file “{store}” instead? The present one is closed first; everything in it is saved.</translation>
    </message>
    <message>
        <source>要移除{name}嗎？全部根憑證移除後，只以名冊認定憑證。</source>
        <translation>Remove {name}? Once all roots are removed, certificates are accepted by the registry alone.</translation>
    </message>
    <message>
        <source>要移除自訂的信任政策，改回本程式內建的政策嗎？</source>
        <translation>Remove the office&apos;s own trust policy and go back to the built-in one?</translation>
    </message>
    <message>
        <source>解鎖</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>解鎖彙整機關金鑰</source>
        <translation>Unlock the office&apos;s key</translation>
    </message>
    <message>
        <source>計畫</source>
        <comment>one</comment>
        <translation>Project</translation>
    </message>
    <message>
        <source>計畫</source>
        <translation>Projects</translation>
    </message>
    <message>
        <source>計畫數</source>
        <translation>Projects</translation>
    </message>
    <message>
        <source>計畫辦理情形</source>
        <translation>State of projects</translation>
    </message>
    <message>
        <source>計算彙總數</source>
        <translation>Adding up</translation>
    </message>
    <message>
        <source>設定</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>設定無法存入「{folder}」，只到程式關閉為止：</source>
        <translation>Settings cannot be kept in “{folder}” and last until the program ends: </translation>
    </message>
    <message>
        <source>註記</source>
        <translation>Mark</translation>
    </message>
    <message>
        <source>註銷…</source>
        <translation>Withdraw…</translation>
    </message>
    <message>
        <source>註銷「{agency} {person_name}」的憑證，理由：</source>
        <translation>Reason for withdrawing the certificate of “{agency} {person_name}”:</translation>
    </message>
    <message>
        <source>註銷憑證</source>
        <translation>Certificate withdrawn</translation>
    </message>
    <message>
        <source>詳備註（無金額）</source>
        <translation>See remark (no amount)</translation>
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
        <source>說明、去年、意見（F1）</source>
        <translation>Help, last year, remarks (F1)</translation>
    </message>
    <message>
        <source>說明與意見</source>
        <translation>Reasons and comments</translation>
    </message>
    <message>
        <source>調整這個填報期的開始日、截止日與最後收件日</source>
        <translation>Change when this round opens, is due and closes</translation>
    </message>
    <message>
        <source>調節表</source>
        <translation>Reconciliation</translation>
    </message>
    <message>
        <source>調節表…</source>
        <translation>Reconciliation…</translation>
    </message>
    <message>
        <source>請以公文或通訊錄上的電話聯絡申請人，請對方逐組唸出其申請檔的指紋。</source>
        <translation>Call the applicant on a number from official papers or the directory, and let the applicant read out the fingerprint of the request, group by group.</translation>
    </message>
    <message>
        <source>請先到「待辦」頁匯入填報包：憑證與登錄申請都須載明機關。</source>
        <translation>First take in a round file on the page “To do”: certificates and requests have to name the agency.</translation>
    </message>
    <message>
        <source>請先匯入填報包。</source>
        <translation>Take in a round file first.</translation>
    </message>
    <message>
        <source>請先在下方解鎖填報人的金鑰</source>
        <translation>Unlock the preparer&apos;s key below first</translation>
    </message>
    <message>
        <source>請先輸入目前的通行碼。</source>
        <translation>Enter the present passphrase first.</translation>
    </message>
    <message>
        <source>請先辦理展期。</source>
        <translation>Renew it first.</translation>
    </message>
    <message>
        <source>請先選擇新版的表單檔。</source>
        <translation>Choose the file of the new form first.</translation>
    </message>
    <message>
        <source>請先選擇資料檔，之後即處理開啟的檔案：{names}。</source>
        <translation>Choose a data file first; the files opened are seen to after that: {names}.</translation>
    </message>
    <message>
        <source>請勾選下列確認。</source>
        <translation>Tick the confirmation below.</translation>
    </message>
    <message>
        <source>請匯入彙整機關寄來的填報包（.tbround）。匯入後，這裡會列出填報期、截止日與各計畫的填報進度。核定人請到「核定」頁開啟填報人寄來的待核定件（.tbpending）。</source>
        <translation>Take in the round file the office sent (.tbround). The round, its due date and the progress of each project are then listed here. Approvers open the pending return they were sent (.tbpending) on the page “Approve”.</translation>
    </message>
    <message>
        <source>請向彙整機關取得安裝程式，重新安裝（資料不受影響）；之後仍不符時，請勿使用，並通知系統維護人員。</source>
        <translation>Get the installer from the coordinating office and install again (data are not affected); if files still differ then, do not use the program and tell whoever maintains it.</translation>
    </message>
    <message>
        <source>請在讀卡機上輸入 PIN。</source>
        <translation>Enter the PIN on the reader.</translation>
    </message>
    <message>
        <source>請填寫姓名與識別代號。</source>
        <translation>Fill in name and person ID.</translation>
    </message>
    <message>
        <source>請填寫退回的理由。</source>
        <translation>Give the reason for sending it back.</translation>
    </message>
    <message>
        <source>請將錯誤報告交給系統維護人員：{report}</source>
        <translation>Please hand the report to whoever maintains the system: {report}</translation>
    </message>
    <message>
        <source>請建立新的金鑰。</source>
        <translation>Make a new key.</translation>
    </message>
    <message>
        <source>請牢記通行碼，遺忘時無法找回。金鑰檔請妥善保管，並分開存放備份。</source>
        <translation>Remember the passphrase: it cannot be recovered. Keep the key file safe, and its copies apart.</translation>
    </message>
    <message>
        <source>請牢記通行碼，遺忘時無法找回。金鑰檔請妥善保管；憑證檔才是要交給彙整機關的檔案。</source>
        <translation>Remember the passphrase; it cannot be recovered. Keep the key file safe; the certificate file is what the office gets.</translation>
    </message>
    <message>
        <source>請致電簽章人，請對方逐組唸出其憑證指紋，與下列六組比對。</source>
        <translation>Call the signer, who reads out the certificate&apos;s fingerprint group by group; compare it with the six groups below.</translation>
    </message>
    <message>
        <source>請輸入彙整機關金鑰的通行碼：</source>
        <translation>Passphrase of the office&apos;s key:</translation>
    </message>
    <message>
        <source>請選取填報人的金鑰檔並輸入通行碼，或使用憑證 IC 卡。</source>
        <translation>Choose the preparer&apos;s key file and enter its passphrase, or use a smart card.</translation>
    </message>
    <message>
        <source>請選取核定人的金鑰檔並輸入通行碼，或使用憑證 IC 卡。</source>
        <translation>Choose the approver&apos;s key file and enter its passphrase, or use a smart card.</translation>
    </message>
    <message>
        <source>請選取金鑰檔並輸入通行碼，或使用憑證 IC 卡。</source>
        <translation>Choose a key file and enter its passphrase, or use a smart card.</translation>
    </message>
    <message>
        <source>請選擇</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>請選擇核定人</source>
        <translation>Choose an approver</translation>
    </message>
    <message>
        <source>請選擇核定人。</source>
        <translation>Choose an approver.</translation>
    </message>
    <message>
        <source>請選擇這台電腦上要做的工作。之後會直接開啟；可於「設定」改換。</source>
        <translation>Choose the work to be done on this computer. From then on it opens by itself; “Settings” changes it.</translation>
    </message>
    <message>
        <source>請重新產生填報包寄給這些機關。</source>
        <translation>Make the round files anew and send them to these agencies.</translation>
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
        <source>警告可於此填寫理由；理由隨該數據列印</source>
        <translation>Reasons for warnings go here; they are printed beside the figure</translation>
    </message>
    <message>
        <source>讀取卡片</source>
        <translation>Read card</translation>
    </message>
    <message>
        <source>讀取待核定件</source>
        <translation>Read pending return</translation>
    </message>
    <message>
        <source>讀取檔案</source>
        <translation>Reading files</translation>
    </message>
    <message>
        <source>變動</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>變更</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>變更…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>變更「{file_name}」的通行碼；金鑰與憑證不變，不必重新登錄。先前備份的檔案仍用原來的通行碼。</source>
        <translation>Change the passphrase of “{file_name}”; key and certificate stay the same and need no new registration. Earlier copies keep the old passphrase.</translation>
    </message>
    <message>
        <source>變更存放回條的資料夾</source>
        <translation>Change where receipts are kept</translation>
    </message>
    <message>
        <source>變更期限</source>
        <translation>Change dates</translation>
    </message>
    <message>
        <source>變更期限 — {title}</source>
        <translation>Change dates — {title}</translation>
    </message>
    <message>
        <source>變更期限…</source>
        <translation>Change dates…</translation>
    </message>
    <message>
        <source>變更通行碼</source>
        <translation>Change passphrase</translation>
    </message>
    <message>
        <source>變更通行碼…</source>
        <translation>Change passphrase…</translation>
    </message>
    <message>
        <source>變更金鑰通行碼</source>
        <translation>Passphrase of the key changed</translation>
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
        <source>資料摘要</source>
        <translation>Digest</translation>
    </message>
    <message>
        <source>資料檔 {store}</source>
        <translation>Store {store}</translation>
    </message>
    <message>
        <source>資料檔使用中</source>
        <translation>The store is in use</translation>
    </message>
    <message>
        <source>資料檔請放在本機磁碟，不要放在網路磁碟或雲端同步資料夾。備份請存到其他磁碟；要還原時，以「改用其他資料檔或身分…」開啟備份。</source>
        <translation>Keep stores on a local disk, not on a network drive or in a folder synchronised with a cloud. Keep backups on another disk; to go back to one, open it with “Use another store or role…”.</translation>
    </message>
    <message>
        <source>質化指標</source>
        <translation>Qualitative indicators</translation>
    </message>
    <message>
        <source>質化指標，無數值目標。</source>
        <translation>Qualitative, without a figure to reach.</translation>
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
        <source>輸入編號或名稱，↓ 列出全部</source>
        <translation>Type a number or name, ↓ lists all</translation>
    </message>
    <message>
        <source>輸入要找的字，一個字也可以。找的是歷次收件的填報內容、說明理由、意見回復與名稱，以及審查意見與決定；全形半形、大小寫與異體字（臺、台）視為相同。</source>
        <translation>Type what to look for; one character is enough. Searched are the contents, reasons, answers and names of all returns, and the comments and decisions of the review. Width, case and variant characters do not count.</translation>
    </message>
    <message>
        <source>輸入通行碼讀取…</source>
        <translation>Enter passphrase to read…</translation>
    </message>
    <message>
        <source>輸入頁面、計畫、節或欄位名稱的一部分</source>
        <translation>Part of the name of a page, project, section or field</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Sent back</translation>
    </message>
    <message>
        <source>退回…</source>
        <translation>Reject…</translation>
    </message>
    <message>
        <source>退回「{name}」的登錄申請，理由：</source>
        <translation>Reason for rejecting the enrolment request of “{name}”:</translation>
    </message>
    <message>
        <source>退回單</source>
        <translation>Send-back slip</translation>
    </message>
    <message>
        <source>退回單 (*.tbsendback)</source>
        <translation>Send-back slips (*.tbsendback)</translation>
    </message>
    <message>
        <source>退回單已存於 {path}，請寄給{name}；對方開啟後就會看到理由。</source>
        <translation>The slip was saved as {path}. Send it to {name}, who sees the reason on opening it.</translation>
    </message>
    <message>
        <source>退回填報人</source>
        <translation>Send back to the preparer</translation>
    </message>
    <message>
        <source>退回填報人…</source>
        <translation>Send back to the preparer…</translation>
    </message>
    <message>
        <source>退回意見</source>
        <translation>Comments</translation>
    </message>
    <message>
        <source>退回意見 {count} 則尚未回復</source>
        <translation>{count} comments are not answered</translation>
    </message>
    <message>
        <source>退回意見 {count} 則，{left} 則尚未回復</source>
        <translation>{count} comments, {left} not answered</translation>
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
        <source>退回登錄申請</source>
        <translation>Enrolment rejected</translation>
    </message>
    <message>
        <source>退回的理由</source>
        <translation>Reason for sending back</translation>
    </message>
    <message>
        <source>退回的理由，填報人會看到</source>
        <translation>Reason for sending back; the preparer sees it</translation>
    </message>
    <message>
        <source>退回補正須至少有一則意見</source>
        <translation>Sending back needs at least one comment</translation>
    </message>
    <message>
        <source>送核定</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>送核定之後內容已有更動；要採用新的內容，請再送核定一次。</source>
        <translation>The content changed after it was handed over; hand it over again to use the new content.</translation>
    </message>
    <message>
        <source>送核定時間</source>
        <translation>Handed over at</translation>
    </message>
    <message>
        <source>逐欄檢視</source>
        <translation>Look at each</translation>
    </message>
    <message>
        <source>逐頁重新產製比對：頁面與報送資料相符</source>
        <translation>Made anew page by page: the pages agree with the data</translation>
    </message>
    <message>
        <source>這份填報包內的憑證名冊已逾更新期限，可能缺少最近的註銷。可先匯入填報，並請向彙整機關索取新的填報包。</source>
        <translation>The registry in this round file is overdue for renewal and may lack the latest withdrawals. It can be taken in for filling in; ask the office for a new round file.</translation>
    </message>
    <message>
        <source>這份填報包（{title}，{agency}）的簽章憑證與先前確認的彙整機關不同。除非彙整機關親口證實更換了金鑰，否則請勿採用：可能有人冒名寄送。
先前確認的指紋：{known}</source>
        <translation>This round file ({title}, {agency}) is signed with another certificate than the office confirmed before. Unless the office itself tells you that it changed its key, do not use it: somebody may be posing as the office.
Fingerprint confirmed before: {known}</translation>
    </message>
    <message>
        <source>這個填報期改用同一份表單的新版</source>
        <translation>Let this round ask by a new version of its form</translation>
    </message>
    <message>
        <source>這台電腦沒有可開啟的郵件程式；請複製信箱與文字。</source>
        <translation>This computer has no mail program to open; please copy addresses and letter.</translation>
    </message>
    <message>
        <source>這台電腦還沒有簽章金鑰</source>
        <translation>No signing key on this computer yet</translation>
    </message>
    <message>
        <source>這張憑證不是簽章用途，或金鑰種類、長度不適用，不能用來簽章。</source>
        <translation>This certificate is not for signing, or its kind or length of key is unfit; it cannot sign.</translation>
    </message>
    <message>
        <source>這是第一次匯入彙整機關簽發的填報包（{title}，{agency}）。請撥打公文或通訊錄上的電話，請對方逐組唸出彙整機關的指紋，與下列六組比對；不要使用來信中的電話。</source>
        <translation>This is the first round file of the office taken in here ({title}, {agency}). Call a number from official papers or the directory and let the office read out its fingerprint group by group; compare it with the six groups below. Do not use a number from the letter that brought the file.</translation>
    </message>
    <message>
        <source>這種檔案請先另存、掃毒後再開啟。</source>
        <translation>Save a file of this kind and scan it for viruses before opening it.</translation>
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
        <source>逾期 {days_late} 日</source>
        <translation>{days_late} days overdue</translation>
    </message>
    <message>
        <source>逾期日數</source>
        <translation>Days late</translation>
    </message>
    <message>
        <source>逾期未報送的機關</source>
        <translation>Agencies that are late</translation>
    </message>
    <message>
        <source>達成</source>
        <translation>Met</translation>
    </message>
    <message>
        <source>達成的目標數／本年須判定的目標數</source>
        <translation>Targets met, of those judged this year</translation>
    </message>
    <message>
        <source>選取 PKCS#11 模組檔</source>
        <translation>Choose a PKCS#11 module</translation>
    </message>
    <message>
        <source>選取一個檔案，這裡會顯示驗章結果、原因與簽章人。</source>
        <translation>Select a file to see its result, the reasons and the signers.</translation>
    </message>
    <message>
        <source>選取匯出資料夾</source>
        <translation>Choose the folder to export to</translation>
    </message>
    <message>
        <source>選取存放附件的資料夾</source>
        <translation>Choose a folder for the attachments</translation>
    </message>
    <message>
        <source>選取左側的填報表開始審查。</source>
        <translation>Select a return on the left to begin its review.</translation>
    </message>
    <message>
        <source>選取已有結果的檔案後，可產生收件回條</source>
        <translation>Select files with a result to write receipts</translation>
    </message>
    <message>
        <source>選取新的金鑰檔</source>
        <translation>Choose the new key file</translation>
    </message>
    <message>
        <source>選取時戳服務設定檔</source>
        <translation>Choose the timestamp settings</translation>
    </message>
    <message>
        <source>選取核定完成之檔案的資料夾</source>
        <translation>Choose the folder for the approved files</translation>
    </message>
    <message>
        <source>選取模組檔…</source>
        <translation>Choose module…</translation>
    </message>
    <message>
        <source>選取檔案，只看驗章結果，不寫入資料檔</source>
        <translation>Choose files to be verified only; nothing is written to the store</translation>
    </message>
    <message>
        <source>選取欄位後按 F2 寫意見；退回補正須至少一則意見。</source>
        <translation>Select a field and press F2 to comment; sending back needs at least one comment.</translation>
    </message>
    <message>
        <source>選取的檔案先前都已匯入，沒有變動。</source>
        <translation>The files chosen were all imported before; nothing changed.</translation>
    </message>
    <message>
        <source>選取簽章憑證</source>
        <translation>Choose a signing certificate</translation>
    </message>
    <message>
        <source>選取設定檔…</source>
        <translation>Choose settings…</translation>
    </message>
    <message>
        <source>選取資料夾…</source>
        <translation>Choose folder…</translation>
    </message>
    <message>
        <source>選取金鑰檔</source>
        <translation>Choose key file</translation>
    </message>
    <message>
        <source>選取金鑰檔…</source>
        <translation>Choose key file…</translation>
    </message>
    <message>
        <source>選擇信任政策檔</source>
        <translation>Choose a trust policy file</translation>
    </message>
    <message>
        <source>選擇填報表</source>
        <translation>Choose returns</translation>
    </message>
    <message>
        <source>選擇存放回條的資料夾</source>
        <translation>Choose the folder for receipts</translation>
    </message>
    <message>
        <source>選擇存放填報包的資料夾</source>
        <translation>Choose the folder for round files</translation>
    </message>
    <message>
        <source>選擇憑證檔</source>
        <translation>Choose a certificate file</translation>
    </message>
    <message>
        <source>選擇根憑證、中繼憑證或廢止清冊</source>
        <translation>Choose roots, intermediate certificates or revocation lists</translation>
    </message>
    <message>
        <source>選擇檔案…</source>
        <translation>Choose files…</translation>
    </message>
    <message>
        <source>選擇登錄申請檔</source>
        <translation>Choose enrolment requests</translation>
    </message>
    <message>
        <source>選擇表單檔</source>
        <translation>Choose a form file</translation>
    </message>
    <message>
        <source>選擇表單檔…</source>
        <translation>Choose a form file…</translation>
    </message>
    <message>
        <source>選擇要驗證的檔案</source>
        <translation>Choose files to verify</translation>
    </message>
    <message>
        <source>還沒有匯入根憑證</source>
        <translation>No roots imported yet</translation>
    </message>
    <message>
        <source>還沒有可審查的填報表</source>
        <translation>No returns to review yet</translation>
    </message>
    <message>
        <source>還沒有填報期</source>
        <translation>No round yet</translation>
    </message>
    <message>
        <source>還沒有已登錄的簽章憑證。登錄要等彙整機關核對指紋並寄回新的填報包，請先辦理，不必等到填完。</source>
        <translation>You have no registered signing certificate. Registration takes until the office has compared the fingerprint and sent a new round file: see to it now, before everything is filled in.</translation>
    </message>
    <message>
        <source>還沒有收件紀錄</source>
        <translation>Nothing received yet</translation>
    </message>
    <message>
        <source>還沒有產生過填報包</source>
        <translation>No round file made yet</translation>
    </message>
    <message>
        <source>還沒有金鑰。第一次簽發前須建立，建立後請另存備份。</source>
        <translation>No key yet. It is needed before anything is issued; save a copy once it is made.</translation>
    </message>
    <message>
        <source>部分</source>
        <translation>Part</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>重做到哪一步為止</source>
        <translation>Redo as far as</translation>
    </message>
    <message>
        <source>重做：{label}（Ctrl+Y）</source>
        <translation>Redo: {label} (Ctrl+Y)</translation>
    </message>
    <message>
        <source>重新指定檔案…</source>
        <translation>Choose the file again…</translation>
    </message>
    <message>
        <source>重新指定金鑰檔並輸入通行碼，就能讀出憑證。</source>
        <translation>Choose the key file again and enter its passphrase to read the certificate.</translation>
    </message>
    <message>
        <source>重新產生</source>
        <translation>Make anew</translation>
    </message>
    <message>
        <source>重新讀取</source>
        <translation>Read again</translation>
    </message>
    <message>
        <source>量化指標</source>
        <translation>Indicators</translation>
    </message>
    <message>
        <source>量化與質化指標</source>
        <translation>Indicators, quantitative and qualitative</translation>
    </message>
    <message>
        <source>金鑰已建立，存於 {path}。下一步：匯出登錄申請寄給彙整機關；登錄前送出的填報表會被拒收。</source>
        <translation>The key was made and saved as {path}. Next: export an enrolment request for the office; returns sent before it is registered are refused.</translation>
    </message>
    <message>
        <source>金鑰已解鎖，憑證已登錄。</source>
        <translation>Key unlocked, certificate registered.</translation>
    </message>
    <message>
        <source>金鑰檔</source>
        <translation>Key file</translation>
    </message>
    <message>
        <source>金鑰檔 (*.p12 *.pfx)</source>
        <translation>Key files (*.p12 *.pfx)</translation>
    </message>
    <message>
        <source>金鑰檔 (*.p12)</source>
        <translation>Key files (*.p12)</translation>
    </message>
    <message>
        <source>金鑰檔旁沒有憑證檔，須以通行碼開啟一次才知道是誰的憑證。</source>
        <translation>No certificate file lies beside the key file; it has to be opened once with its passphrase to tell whose it is.</translation>
    </message>
    <message>
        <source>金鑰檔遺失、通行碼忘記或外洩時才更換。更換後：
1. 全部機關下次匯入填報包時都會看到「簽章憑證已變更」，須以電話重新核對新的指紋；核對前也無法匯入新的收件回條。
2. 機關核對新指紋之前，仍會相信以舊金鑰簽發的檔案；舊金鑰外洩時，請立即以電話逐一通知。
3. 以舊金鑰核發給簽章人的憑證留在名冊上，到期或註銷前仍然有效，不必重發；但須用新金鑰重新產生填報包寄出。
4. 新的金鑰檔另有檔名，舊的留在原處；先前已收的填報表不受影響。</source>
        <translation>Replace the key only when its file is lost, or its passphrase is forgotten or exposed. Afterwards:
1. Every agency sees “signing certificate changed” with its next round file and has to compare the new fingerprint on the telephone; until then it cannot take in new receipts either.
2. Until then agencies still believe what the old key signs; if it was exposed, call each of them at once.
3. Certificates the old key issued stay on the registry and are valid until they end or are withdrawn; round files have to be made anew with the new key.
4. The new key file has a name of its own, the old one stays where it is; returns received before are not affected.</translation>
    </message>
    <message>
        <source>金鑰與指紋不變，各機關不必重新核對。先前另存的金鑰備份仍以舊通行碼開啟：請重新備份並銷毀舊的備份。通行碼可能已外洩時，請改為更換金鑰。</source>
        <translation>Key and fingerprint stay the same; agencies need not compare again. Earlier copies open with the old passphrase: make a new copy and destroy the old ones. If the passphrase may be exposed, replace the key instead.</translation>
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
        <source>錯誤與警告共 {count} 項，按 F8 逐項前往。</source>
        <translation>{count} errors and warnings. F8 goes to each.</translation>
    </message>
    <message>
        <source>鍵盤</source>
        <translation>Keyboard</translation>
    </message>
    <message>
        <source>開啟</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>開啟「{name}」的複本</source>
        <translation>Open a copy of “{name}”</translation>
    </message>
    <message>
        <source>開啟其他資料檔…</source>
        <translation>Open another store…</translation>
    </message>
    <message>
        <source>開啟卡片</source>
        <translation>Open card</translation>
    </message>
    <message>
        <source>開啟報告</source>
        <translation>Open report</translation>
    </message>
    <message>
        <source>開啟待核定件…</source>
        <translation>Open pending return…</translation>
    </message>
    <message>
        <source>開啟待核定件或核定結果</source>
        <translation>Open pending return or answer</translation>
    </message>
    <message>
        <source>開啟月曆</source>
        <translation>Open the calendar</translation>
    </message>
    <message>
        <source>開啟月曆（Alt+↓）</source>
        <translation>Open the calendar (Alt+↓)</translation>
    </message>
    <message>
        <source>開啟核定結果…</source>
        <translation>Open the approver&apos;s answer…</translation>
    </message>
    <message>
        <source>開啟檔案</source>
        <translation>Open files</translation>
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
        <source>開啟附件</source>
        <translation>Open an attachment</translation>
    </message>
    <message>
        <source>開始 {opens_on}，截止 {due_on}，最後收件 {closes_on}</source>
        <translation>opens {opens_on}, due {due_on}, closes {closes_on}</translation>
    </message>
    <message>
        <source>開始填報</source>
        <translation>Begin filling in</translation>
    </message>
    <message>
        <source>開始日</source>
        <translation>Opening date</translation>
    </message>
    <message>
        <source>開始日延後：匯入新填報包的機關，在新的開始日之前不能簽章。</source>
        <translation>The opening date comes later: agencies that take in the new round file cannot sign before it.</translation>
    </message>
    <message>
        <source>開立</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>開立填報期</source>
        <translation>Open round</translation>
    </message>
    <message>
        <source>開立填報期…</source>
        <translation>Open round…</translation>
    </message>
    <message>
        <source>開立填報期、寄發填報包之後，各機關簽章的填報表（Excel 與 PDF）在這裡驗章並收件。</source>
        <translation>Once a round is open and the round files are sent, the agencies&apos; signed returns (Excel and PDF) are verified and received here.</translation>
    </message>
    <message>
        <source>開立填報期並收到填報表後，可在這裡產生整份年度報告。</source>
        <translation>Once a round is open and returns are received, the annual report is made here.</translation>
    </message>
    <message>
        <source>開立填報期後，這裡會列出各機關的收件、審查情形與彙總圖表。開立後請產生填報包寄發各機關，並於「名冊」登錄各機關簽章人的憑證。</source>
        <translation>Once a round is open, the agencies&apos; returns, reviews and charts are shown here. Then make the round files, send them out, and register the signers&apos; certificates under “Registry”.</translation>
    </message>
    <message>
        <source>關於填報</source>
        <translation>About Tianbao</translation>
    </message>
    <message>
        <source>關於與授權…</source>
        <translation>About and licences…</translation>
    </message>
    <message>
        <source>關閉</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>關閉訊息</source>
        <translation>Close message</translation>
    </message>
    <message>
        <source>附件</source>
        <translation>Appendix</translation>
    </message>
    <message>
        <source>附件 {count} 件，{lacking} 件未收到；請機關送來附件包，在收件頁收入。</source>
        <translation>{count} attachments, {lacking} not received; ask the agency for its attachments package and take it in on the receiving page.</translation>
    </message>
    <message>
        <source>附件 {count} 件，都已收到。</source>
        <translation>{count} attachments, all received.</translation>
    </message>
    <message>
        <source>附件不沿用，請另行附加。</source>
        <translation>Attachments are not taken over; attach them anew.</translation>
    </message>
    <message>
        <source>附件包</source>
        <translation>attachments package</translation>
    </message>
    <message>
        <source>附件包「{name}」存在同一資料夾，請與核定後的檔案一併交給彙整機關。</source>
        <translation>The attachments package “{name}” lies in the same folder; hand it to the office together with the approved files.</translation>
    </message>
    <message>
        <source>附件各計畫合計</source>
        <translation>Sum of the projects in the appendix</translation>
    </message>
    <message>
        <source>附件所列目標</source>
        <translation>Targets in the appendix</translation>
    </message>
    <message>
        <source>附表合計 {cells} 億元</source>
        <translation>appendix {cells} (NT$ hundred million)</translation>
    </message>
    <message>
        <source>附言</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>頁碼</source>
        <translation>Page</translation>
    </message>
    <message>
        <source>頁面</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>順序</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>須簽章者</source>
        <translation>Signers needed</translation>
    </message>
    <message>
        <source>預期績效（摘要）</source>
        <translation>Expected results (summary)</translation>
    </message>
    <message>
        <source>預算</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>預算執行</source>
        <translation>Budget execution</translation>
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
        <source>類別</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>類型</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>顯示</source>
        <translation>Display</translation>
    </message>
    <message>
        <source>顯示或隱藏「{kind}」</source>
        <translation>Show or hide “{kind}”</translation>
    </message>
    <message>
        <source>顯示或隱藏欄位說明</source>
        <translation>Show or hide the explanation of the field</translation>
    </message>
    <message>
        <source>顯示範圍</source>
        <translation>What to show</translation>
    </message>
    <message>
        <source>首次報送，無前版可比較</source>
        <translation>First return, nothing to compare with</translation>
    </message>
    <message>
        <source>驅動程式：{module}</source>
        <translation>Driver: {module}</translation>
    </message>
    <message>
        <source>驗章並收入核定結果</source>
        <translation>Verify and take in the answer</translation>
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
        <source>驗章與逐頁核對</source>
        <translation>Verify page by page</translation>
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
        <source>驗證這一版的 Excel 與 PDF；不會變更檔案</source>
        <translation>Verify Excel and PDF of this revision; the files are not changed</translation>
    </message>
    <message>
        <source>點選欄位後，這裡會顯示填寫說明、去年填報值與退回意見。每次輸入都會自動存檔。</source>
        <translation>Click a field to see its explanation, last year&apos;s value and the comments. Every entry is saved by itself.</translation>
    </message>
    <message>
        <source>（Alt+↑）</source>
        <translation> (Alt+↑)</translation>
    </message>
    <message>
        <source>（Alt+↓）</source>
        <translation> (Alt+↓)</translation>
    </message>
    <message>
        <source>（已刪除）</source>
        <translation>(deleted)</translation>
    </message>
    <message>
        <source>（未選擇）</source>
        <translation>(none chosen)</translation>
    </message>
    <message>
        <source>（沒有報送過，無信箱）</source>
        <translation>(never handed in, no address)</translation>
    </message>
    <message>
        <source>（無）</source>
        <translation>(none)</translation>
    </message>
    <message>
        <source>（理由：{reason}）</source>
        <translation> (reason: {reason})</translation>
    </message>
    <message>
        <source>＊必填</source>
        <translation>* required</translation>
    </message>
    <message>
        <source>＋</source>
        <translation> + </translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>，憑證名冊第 {registry} 號</source>
        <translation>, registry no. {registry}</translation>
    </message>
    <message>
        <source>／{count} 頁</source>
        <translation> / {count} pages</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
</context>
</TS>
