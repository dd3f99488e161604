<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_TW">
<context>
    <name></name>
    <message>
        <source>Excel 活頁簿 (*.xlsx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P-256（建議）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PKCS#11 模組 (*.dll *.so *.dylib)</source>
        <translation type="unfinished"></translation>
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
        <source>r{revision} 意見：{text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{agency_name}&#x3000;{round_title}&#x3000;第 {revision} 版</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{agency}&#x3000;收件 {received_at}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{at} 產生</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}登錄的憑證
{shown}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}（{left}）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{errors} 錯誤</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first_day}至{last_day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} 起</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{good}：前項不符，未再判定</source>
        <translation>{good}: not judged, as the part above failed</translation>
    </message>
    <message>
        <source>{handed_over} 由{person_name}送核定</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{handed_over}（{origin}）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{issued} 簽發，應於 {due} 前更新</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key}
名冊：{listed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{kind}「{name}」</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{known} 個已收過</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label}
輸入 PIN 後才能讀取憑證</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label}（{unit}）</source>
        <translation>{label} ({unit})</translation>
    </message>
    <message>
        <source>{label}：{help}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label}：{text}</source>
        <translation>{label}: {text}</translation>
    </message>
    <message>
        <source>{left} 日</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{line}：{reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{message}&#x3000;理由：{reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{missing} 欄未填</source>
        <translation type="unfinished"></translation>
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
        <source>{named}的簽章人在填報包產生後有登錄或註銷，機關端尚不知道。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{named}等 {count} 機關</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}&#x3000;自 {since} 採用，憑證有效至 {until}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}在此填報期尚未報送。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}尚未報送；收到檔案後請於「收件」匯入。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}（SHA-256 {sha256}…）</source>
        <translation>{name} (SHA-256 {sha256}…)</translation>
    </message>
    <message>
        <source>{name}（{first_year} 至 {last_year} 年，第 {version} 版）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}（{period}）</source>
        <translation type="unfinished"></translation>
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
        <source>{name}（{valid_until}）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}，{words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}：{text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}／{count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{outcome} {n} 格</source>
        <translation>{n} {outcome}</translation>
    </message>
    <message>
        <source>{person_name}已退回第 {revision} 版：{answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{person_name}的簽章憑證於 {until} 到期，早於本期收件截止（{closes}）。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{person_name}（{label}）
{issuer}，有效至 {until}，{state}
{fingerprint}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{person_name}（{name}）</source>
        <translation>{person_name} ({name})</translation>
    </message>
    <message>
        <source>{person_name}（{person_id}）</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{project} {name}（跨策略）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{purpose}申請已存於 {path}，請寄給彙整機關；對方會來電核對指紋 {fingerprint}。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{purpose}申請已於 {day} 匯出。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{purpose}申請已於 {day} 匯出，尚未列入名冊。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{row_count} 欄，附件 {attachments} 件，已說明之檢核結果 {explained} 項</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{section}／{title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sentence}（{code}）</source>
        <translation>{sentence} ({code})</translation>
    </message>
    <message>
        <source>{state}&#x3000;第 {revision} 版</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state}。{caution}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state}（{day}）：{reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state}，尚未列入憑證名冊</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state}，已列入憑證名冊</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state}；有效至 {until}。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{status}（---）</source>
        <translation>{status} (---)</translation>
    </message>
    <message>
        <source>{title}&#x3000;第 {revision} 版&#x3000;{person_name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}內容</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}全節</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}第 {revision} 版</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}（Alt+{number}）</source>
        <translation>{title} (Alt+{number})</translation>
    </message>
    <message>
        <source>{title}（示範）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}，{state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}：{label}</source>
        <translation>{title}: {label}</translation>
    </message>
    <message>
        <source>{title}：{state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}：{what}</source>
        <translation>{title}: {what}</translation>
    </message>
    <message>
        <source>{title}：✓ 已填齊，{warned} 已填齊並就注意事項填具理由</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}：尚未收件</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}：已填齊，{explained} 則注意事項已填理由</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}：已填齊，無檢核問題</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}：正在停止</source>
        <translation>{title}: stopping</translation>
    </message>
    <message>
        <source>{title}：無</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{told}。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{told}，拒收 {refused} 個；原因見各行說明。</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{verb}「{title}」</source>
        <translation>{verb} “{title}”</translation>
    </message>
    <message>
        <source>{warnings} 警告待填理由</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what}已由{approver}退回：{reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what}等待{approver}核定（{day} 由{person_name}送核定）。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what}：{label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}（{code}）
{message}
理由：{reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}：{text}（{author}，{day}）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}（{day}）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}（{shown}…）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}：{text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}；之後有變更，須重新產生</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{year_roc} 年</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{year_roc} 年 {cell}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{year} 年</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{year} 年度核定 {shown} {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>「{name}」r{revision} 審查通過。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>「{name}」r{revision} 已重新開啟審查。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>「{name}」的通行碼已變更。先前備份的檔案仍用原來的通行碼，請重新備份。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>「{name}」的通行碼：</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>「{owner}」的{role}憑證展期：產生申請檔寄給彙整機關，登錄後以新憑證簽章；原憑證到期前仍可使用。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>「{owner}」的{role}憑證換發：用於金鑰遺失、損壞或可能外洩。請先以電話通知彙整機關註銷；申請登錄後，原憑證同時註銷。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>「{title}」填報包內的名冊須於 {day} 前更新：重新產生填報包寄給各機關即可。</source>
        <translation type="unfinished"></translation>
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
        <source>上次程式未正常結束；當時的 {changes} 次更動都已保存，最後一次為 {moment}。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>上次通過</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>上移</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>下一步…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>下一步：{step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>下一步：將兩個檔案交付彙整機關。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>下一步：將兩個檔案交付彙整機關，並將這兩個檔案寄回{preparer}存檔。</source>
        <translation type="unfinished"></translation>
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
        <source>下次匯出為第 {revision} 版。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>下次更新</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>不符：{bad}</source>
        <translation>Failed: {bad}</translation>
    </message>
    <message>
        <source>不能核定，請退回填報人。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>主要內容（摘要）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>主辦計畫</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>事由</source>
        <translation>Purpose</translation>
    </message>
    <message>
        <source>交付</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>今日截止</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>代碼</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>以 {max_length:,} 字為限。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>以{unit}輸入，也可直接輸入「1億2,000萬元」。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>以此卡簽章</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>位置</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>使用另一個金鑰檔（.p12、.pfx）內的新憑證</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>使用憑證 IC 卡</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>使用憑證 IC 卡…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>使用憑證 IC 卡上的新憑證</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>例如職員代號；同一人換憑證時不變</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>例：114.11.23</source>
        <translation>e.g. 114.11.23</translation>
    </message>
    <message>
        <source>例：115年2月15日、115-02-15、1150215</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>例：連續假期順延</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>依內容推定</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>依方案附件之順序</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>依方案附件所載單位與註記</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>依目前的篩選沒有檢核結果，另有 {hidden} 項未顯示。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>依策略</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>依策略之經費</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>依註記</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>依註記之經費</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>修正</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>備註</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>儲存 PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>儲存 PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>儲存待核定件</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>儲存狀態</source>
        <translation>Saved</translation>
    </message>
    <message>
        <source>儲存總表</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>儲存總表…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>儲存退回單</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>儲存金鑰檔</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>先前的指紋</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>先驗章，後收件；未通過者不會寫入。</source>
        <translation>Verified first, then received; what fails is not written.</translation>
    </message>
    <message>
        <source>內容</source>
        <translation type="unfinished"></translation>
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
        <source>內容與先前所收相同</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>全機關資料</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>全程</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>全部內容</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>全部機關</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>全部確認</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>兩次輸入的新通行碼不同。</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
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
        <source>出處：方案文字第 {first} 至 {last} 行</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>切換頁面</source>
        <translation>Switch pages</translation>
    </message>
    <message>
        <source>列印</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>列印…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>列印報告</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>列印畫面上的報告；紙張與報告相同，不放大也不縮小</source>
        <translation type="unfinished"></translation>
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
        <source>前往填報</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>前往審查</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>前往意見</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>前往憑證</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>前往收件</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>前往核定</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>前往檢核</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>前往第一處</source>
        <translation>Go to the first</translation>
    </message>
    <message>
        <source>前往簽章</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>前往紀錄</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>前往總覽開立填報期</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>剩 {days_left} 日</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>剩餘日數</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>加入{label}</source>
        <translation>Add {label}</translation>
    </message>
    <message>
        <source>加入憑證</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>加入檔案…</source>
        <translation>Add file…</translation>
    </message>
    <message>
        <source>加入金鑰檔</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>加入金鑰檔…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>動作</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>匯入回條</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>匯入回條…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>匯入填報包</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>匯入填報包…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>匯入填報包並核對彙整機關的指紋後，這裡會列出其憑證與名冊。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>匯入填報包後，這裡會列出檢核結果。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>匯入憑證機構（例如政府憑證總管理中心、內政部憑證管理中心）的根憑證後，由他機關核發的憑證都必須連得到其中一張根憑證，才能登錄與收件；本機關核發者與自簽憑證不受影響。程式不會上網查詢，廢止清冊須自行下載更新。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>匯入日期</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>匯入根憑證或清冊</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>匯入根憑證與廢止清冊…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>匯入登錄申請…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>匯入的每一個檔案，不論收或拒收，都會記在這裡，並註明原因。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>匯出{purpose}申請</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>匯出…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>匯出憑證檔</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>匯出憑證檔…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>匯出登錄申請</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>匯出登錄申請…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>匯出登錄申請，寄給彙整機關；登錄前送出的填報表會被拒收。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>協調彙整</source>
        <translation>Coordinating office</translation>
    </message>
    <message>
        <source>協調彙整 — {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>卡片上沒有可用於簽章的憑證。請換一張卡片，或改用金鑰檔。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>卡片上的憑證</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reasons</translation>
    </message>
    <message>
        <source>去年</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>又稱</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>另存待核定件…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>另存金鑰備份</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>另存金鑰備份…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>只看注意事項與意見</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>只看目前計畫</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>只看變動</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>只驗章，不收件…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>可以核定。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>可以簽章並匯出。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>可以簽章並送核定。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>可支用預算</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>可自 Excel 複製一塊儲存格後按 Ctrl+V 貼上；F2 編輯，Delete 清除。</source>
        <translation>Copy a block of cells in Excel and paste it with Ctrl+V; F2 edits, Delete clears.</translation>
    </message>
    <message>
        <source>可輸入 114.12.31、1141231、114年12月31日或 2025-12-31。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>右側為已簽章之填報表。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>各主辦機關使用：匯入填報包、填寫執行成果、檢核、簽章並匯出填報表。</source>
        <translation>For the agencies: take in the round file, fill in the results, check, sign and export the return.</translation>
    </message>
    <message>
        <source>各機關手上的填報包仍是原來的日期；變更後請重新產生填報包，寄給各機關匯入。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>各機關收件與審查情形</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>各項資料一工作表的 Excel 活頁簿（.xlsx）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>合計</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>名冊</source>
        <translation>Registry</translation>
    </message>
    <message>
        <source>名冊上有 {broken} 張憑證未通過，請看「有效」頁的狀態。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>名冊上的憑證</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>名冊號次</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>名冊還沒有憑證</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>名稱</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>名稱（期間）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>含已審查</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>單位：</source>
        <translation>Unit:</translation>
    </message>
    <message>
        <source>單位：新臺幣元。差額為附件各計畫合計減本文所載總數；僅列差額，不推定原因。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>回條</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>回條未產生：彙整機關金鑰尚未解鎖。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>回條資料夾：{path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>在全部內容中尋找</source>
        <translation>Find in all content</translation>
    </message>
    <message>
        <source>在報告中尋找</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>在這台電腦退回</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>執行成果與亮點案例</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>執行數</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>執行率（依策略）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>基本</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>基本資料</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>報告</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>報告已產生：{page_count} 頁，彙整 {returns} 機關。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>報告彙整各機關最新一版填報表（退回補正中者除外），缺件機關會在報告中載明。產生後可在此逐頁檢視，再儲存為 PDF。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>報告頁面</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>填報</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>填報人先簽章，核定人檢視後再簽章或退回。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>填報人員與整體執行情形，每期填寫一次。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>填報人有權簽章</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>填報人簽章並送核定後，這裡會列出待核定件。填報人在另一台電腦時，請開啟寄來的待核定件（.tbpending），或將檔案拖放到視窗。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>填報人與核定人都在這台電腦前，一次完成。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>填報內容</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>填報包</source>
        <translation>Round file</translation>
    </message>
    <message>
        <source>填報包 (*.tbround)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>填報包、核發的憑證與收件回條都以這把金鑰簽章。各機關首次匯入填報包時會來電核對指紋：請以電話逐組唸出下列六組，或請對方以手機比對 QR 碼。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>填報期</source>
        <translation>Round</translation>
    </message>
    <message>
        <source>填報期的日期已變更，{named}的填報包還是原來的日期。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>填報檔案 (*.xlsx *.pdf *.tbround *.tbreceipt *.tbenrol *.tbpending *.tbsendback);;所有檔案 (*)</source>
        <translation>Files of this program (*.xlsx *.pdf *.tbround *.tbreceipt *.tbenrol *.tbpending *.tbsendback);;All files (*)</translation>
    </message>
    <message>
        <source>填報種類</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>填報表</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>填報表 (*.xlsx *.pdf)</source>
        <translation type="unfinished"></translation>
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
        <source>填寫理由</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>完成前面步驟後即可送核定。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>審查</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>審查{agency}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>審查人</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>審查人姓名</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>審查意見</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>審查決定</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>寫下意見；隨打隨存，退回補正時一併送出。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>寫入工作表</source>
        <translation type="unfinished"></translation>
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
        <source>尋找中</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>對應</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>對應之量化指標</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>對應依據</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>對應計畫</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>對象</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>尚有 {count} 項須處理，處理完畢後方可簽章。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>尚有 {days_left} 天</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>尚有 {days} 天</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>尚有 {left} 項須處理。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>尚有 {unread} 欄的輸入內容無法讀取，未存入。請到「填報」更正或清空。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>尚未列入本期憑證名冊</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>尚未匯入填報包</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>尚未回復</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>尚未選取金鑰檔。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>尚無預覽</source>
        <translation>No preview yet</translation>
    </message>
    <message>
        <source>展期…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>展期申請已匯出，請留意彙整機關來電。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>展期自</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>展期：原憑證即將到期</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>工作內容</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>差 {difference} 億元</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>差額</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已了解全部機關都須重新核對新的指紋</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已交付而須更正時，先開新版次；尚未交付者，直接再次匯出即可取代。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已停止。已收的檔案保留；未處理的可再次拖放。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已停止。已產生的回條保留，其餘可選取後按「產生回條」。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已停止。已驗證的結果保留；其餘可再次拖放。</source>
        <translation>Stopped. Results so far are kept; drop the rest again.</translation>
    </message>
    <message>
        <source>已停止列印；已送出的頁可能仍會印出。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已停止產生報告。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已儲存 {moment:%H:%M:%S}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已儲存 {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已儲存於 {store}</source>
        <translation>Saved in {store}</translation>
    </message>
    <message>
        <source>已列入本期憑證名冊</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已到期</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已加入金鑰檔「{name}」。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已匯入 {count} 份回條，彙整機關已收件。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已匯入{told}。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已匯入「{title}」填報包；已填的內容都保留。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已取消，沒有產生檔案。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已取消，沒有簽章。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已取消，沒有送核定。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已另存金鑰備份 {name}。請與通行碼分開存放。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已向彙整機關查證確實更換金鑰，且指紋逐組相同</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已回復：{kind}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已填理由之注意事項數</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已失效</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已失效憑證</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已失效（{count}）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已寫 {notes} 則意見。通過後意見只留存於審查紀錄，不會請機關補正。仍要通過？</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已寫意見 {notes} 則</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已建立本機關金鑰。請按「另存金鑰備份…」，將備份存放他處。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已復原</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已收 {taken} 件登錄申請，請致電申請人核對指紋後登錄。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已收件</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>已收件&#x3000;{moment}（{issued_by}簽發回條）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已收入核定完成的第 {revision} 版，控制碼 {control_number}。請確認兩個檔案都已交付彙整機關。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已收回第 {revision} 版。已寄出的待核定件請通知{person_name}不要核定。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已於 {day} 註銷，理由：{reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已更換金鑰，新的指紋為 {shown}。請以公文或電話通知全部機關，重新產生填報包寄出，並另存新金鑰的備份。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已有另一張可用的憑證，不必處理。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已核定並匯出第 {revision} 版，控制碼 {number}。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已核定第 {revision} 版
控制碼 {number}
{workbook}
{pdf}
位置：{folder}
{step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已產生</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已產生 {count} 份回條，請寄給各該機關。位置：{folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已產生 {count} 個填報包，存於 {folder}。請寄發各機關；每個檔案只給檔名所示的機關。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已產生 {name}，請寄給{agency}。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已產生，請將兩個檔案交付彙整機關。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已由{name}核定</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已由{name}退回</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已登錄「{agency} {person_name}」。請重新產生該機關的填報包寄回，對方匯入後即可簽章。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已登錄「{agency} {person_name}」的憑證（{role}）。請重新產生填報包寄給該機關，匯入後即可簽章。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已移除{name}。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已簽章並匯出第 {revision} 版，控制碼 {number}。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已簽章，請{person_name}在這台電腦核定。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已自清單移除；檔案、卡片與名冊都沒有變動。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已致電申請人逐組核對指紋，完全相同</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已與彙整機關逐組核對指紋，完全相同</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已與簽章人以電話逐組核對指紋，完全相同</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已讀取憑證 IC 卡「{label}」的憑證；匯出申請與簽章時須再插入卡片。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已變更「{title}」的期限：{span}。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已變更通行碼，金鑰與指紋不變。請重新另存金鑰備份，並銷毀舊的備份。</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已退回「{name}」的登錄申請，請將理由告知申請人。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已退回，{name}的「簽章」頁會顯示理由。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已送出列印：{printed} 頁。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已送核定，等待{person_name}。再送一次即取代前一次。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已逾 {days_left} 日</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已逾更新期限，請向彙整機關索取新的填報包</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已重做</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已開新版次，修改後匯出為第 {revision} 版。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已開立「{title}」。下一步：產生填報包，寄發各機關。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>年度</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>年度與全程</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>年度與全程經費對照</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>序號</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>廢止清冊已逾下次更新日 30 天：{named}。該機構核發的憑證暫時無法登錄與收件，請匯入最新的廢止清冊。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>廢止清冊已逾下次更新日：{named}。30 天內仍可收件，請儘早匯入最新的廢止清冊。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>建立新的資料檔</source>
        <translation>Make a new store</translation>
    </message>
    <message>
        <source>建立新的金鑰，或按「換發…」產生換發申請，寄給彙整機關。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>建立新的金鑰，由彙整機關核發憑證</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>建立方案</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>建立日期</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>建立機關金鑰</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>建立簽章金鑰</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>建立金鑰</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>建立金鑰…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>建立金鑰、登錄、展期與換發，在「憑證」頁</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>彙整填報表</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>彙整機關</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>彙整機關使用：發出填報包、收件驗章、審查、合併並產製年度報告。</source>
        <translation>For the office: send round files, receive and verify returns, review and merge them, make the annual report.</translation>
    </message>
    <message>
        <source>彙整機關已收第 {revision} 版（控制碼 {control_number}）。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>彙整機關憑證與憑證名冊</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>彙整機關未收件：{sentence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>彙整機關的簽章憑證已變更</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>彙整機關簽發填報包、憑證與收件回條時，使用自己的簽章金鑰。請設定金鑰的通行碼；金鑰檔會存在資料檔旁，通行碼不會存檔，每次開啟程式時輸入一次。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>待填理由</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>待核定件</source>
        <translation>Pending return</translation>
    </message>
    <message>
        <source>待核定件 (*.tbpending)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>待核定件、退回單、已核定之填報表 (*.tbpending *.tbsendback *.xlsx *.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>待核定件已存於 {path}，請寄給{person_name}；對方核定後會寄回兩個檔案，或退回單。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>待核對</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>待核對（{count}）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>待辦</source>
        <translation type="unfinished"></translation>
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
        <source>意見</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>意見數</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>意見（{anchor}）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>意見：{note}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>憑證</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>憑證 (*.cer *.crt *.pem *.der)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>憑證 IC 卡「{label}」</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>憑證{purpose}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>憑證主體</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>憑證名冊</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>憑證名冊上沒有可以核定的人。請核定人到「憑證」頁以核定人身分匯出登錄申請，登錄後匯入新的填報包。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>憑證尚未登錄。請到「憑證」頁匯出登錄申請寄給彙整機關，再匯入更新後的填報包。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>憑證指紋</source>
        <translation>Certificate fingerprint</translation>
    </message>
    <message>
        <source>憑證效期</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>憑證檔 (*.pem)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>憑證檔已存於 {path}；不含私密金鑰，可以交給彙整機關。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>憑證與廢止清冊 (*.cer *.crt *.pem *.der *.crl *.p7b *.p7c)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>成果</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>我的金鑰</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>截止 {day}（今日截止）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>截止 {day}（剩 {days_left} 日）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>截止 {day}（逾期 {days_left} 日）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>截止 {due_on}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>截止 {due_on}（{rest}）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>截止日</source>
        <translation>Due date</translation>
    </message>
    <message>
        <source>截止日已過：尚未報送的機關會標示逾期。</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>找不到金鑰檔 {name}，目前無法簽發。有備份時請放回 {parent}；沒有備份時請按「更換金鑰…」。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>找不到金鑰檔「{path}」，可能已移動或未接上隨身碟。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>承接機關</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>拒收</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>拒收原因與處理方式</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>指標</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>指標與計畫之對應：方案明列，或依內容推定</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>指標達成情形</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>指紋</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>指紋（SHA-256 前六組）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>指紋：{fingerprint}</source>
        <translation>Fingerprint: {fingerprint}</translation>
    </message>
    <message>
        <source>按「展期…」產生展期申請，寄給彙整機關。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>控制碼</source>
        <translation>Control number</translation>
    </message>
    <message>
        <source>控制碼 {control_number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>控制碼 {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>控制碼 {number}
{workbook}
{pdf}
位置：{folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>控制碼 {number} 的待核定件{state}。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>控制碼已複製。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>換發…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>換發：原金鑰遺失、損壞或外洩</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>操作紀錄</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>收件</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>收件 {received_at}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>收件回條</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>收件回條 (*.tbreceipt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>收件時只接受名冊上的簽章人。請向各機關取得簽章人的登錄申請檔（.tbenrol），以電話核對指紋後登錄；已有憑證檔（.cer、.pem）者也可直接登錄。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>收件時間</source>
        <translation>Received at</translation>
    </message>
    <message>
        <source>收件紀錄</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>收件驗章通過的填報表會列在這裡，與前一版並列，可逐欄寫意見後通過或退回補正。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>收入待核定件</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>收到時間</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>收到第一份填報表後，這裡會顯示執行率、指標達成情形與經費圖表。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>收回</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>收登錄申請</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>改採用新憑證</source>
        <translation type="unfinished"></translation>
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
        <source>整份填報表</source>
        <translation type="unfinished"></translation>
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
        <source>新收 {taken} 個檔案</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>新的通行碼</source>
        <translation>New passphrase</translation>
    </message>
    <message>
        <source>新的通行碼與目前的相同。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>方案</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>方案明列</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>日期都與現在相同，沒有變更。</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>時間正確，繼續</source>
        <translation>The time is right, go on</translation>
    </message>
    <message>
        <source>更換機關金鑰</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>更換金鑰</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>更換金鑰…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>更正並開新版次</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>最多 {max_rows} 項</source>
        <translation>{max_rows} at most</translation>
    </message>
    <message>
        <source>最後收件日</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>最後收件日已過：變更後，寄來的填報表一律不收。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>最後收件日提前：填報包沒有更新的機關，過了新的日期仍能簽章，寄來時卻不再收件。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>最近一次產生填報包的日期</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>有效</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>有效憑證</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>有效期間</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>有效至</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>有效至／下次更新</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>有效（{count}）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>有效（{count}，即將到期 {expiring}）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>有錯誤</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>期程</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>未列入：{missing}。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>未回復</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>未填</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>未填完</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>未收件</source>
        <translation>Not received</translation>
    </message>
    <message>
        <source>未收件&#x3000;{moment}：{sentence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>未產生</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>未確認：{parts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>未設定。時戳並非必要，未設定時不會連線到任何服務。</source>
        <translation>Not set up. Timestamps are not required; without settings no service is contacted.</translation>
    </message>
    <message>
        <source>未註明</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>未通過驗章，不能核定。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>未驗證</source>
        <translation>Not verified</translation>
    </message>
    <message>
        <source>本文</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本文寫法</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本文所載總數</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本文與附件差異</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本文：{body}；附件 {project}：{appendix}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本機資料夾</source>
        <translation>Local folder</translation>
    </message>
    <message>
        <source>本機關</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本機關其他人的憑證</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本機關憑證</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本次 {count} 個檔案</source>
        <translation>{count} files</translation>
    </message>
    <message>
        <source>本次填報</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本次填報 r{revision}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本次收件</source>
        <translation type="unfinished"></translation>
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
        <source>核定</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>核定 {stated}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>核定並匯出</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>核定人寄回的退回單，或核定完成的 Excel 與 PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>核對登錄申請</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>根憑證與廢止清冊</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>格式：{pattern_hint}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>機關</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>機關內可識別本人的編號，例如員工編號</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>機關填報</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>機關寄來登錄申請檔（.tbenrol）時，按「匯入登錄申請…」，申請會列在這裡等待核對指紋。</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>檢核</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>檢核結果</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>檢核結果與理由</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>檢核結果與理由 {count} 項</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>檢核通過。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>檢核通過，可以簽章。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>檢視並簽章</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>欄位</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>欄數</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>歡迎使用 Tianbao 填報</source>
        <translation>Welcome to Tianbao</translation>
    </message>
    <message>
        <source>正在產生預覽。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>正在驗章並逐頁核對，完成前不能核定。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>此版已審查：{state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>此計畫與前版相比沒有變動。可改選「全部內容」。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>每個動作完成時都已寫入資料檔，位置：{store}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>每次輸入都已自動存檔（最後存檔 {moment:%H:%M:%S}），位置：{store}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>每次輸入都已自動存檔，位置：{store}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>決定</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>沒有去年填報值。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>沒有可收的檔案；請拖放 .xlsx 或 .pdf 填報表。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>沒有待核對的登錄申請</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>沒有意見。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>沒有檢核結果。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>沒有符合的內容。可改選「全部內容」。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>沒有符合的項目</source>
        <translation>Nothing matches</translation>
    </message>
    <message>
        <source>沒有等待核定的填報表</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>沿用上期資料 {count} 欄，尚未確認。</source>
        <translation type="unfinished"></translation>
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
        <source>清除清單</source>
        <translation>Clear list</translation>
    </message>
    <message>
        <source>測試連線</source>
        <translation>Test connection</translation>
    </message>
    <message>
        <source>滾動修正提案數</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>演算法</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>為各機關各產生一個填報包（.tbround）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>為選取的收件或拒收紀錄產生簽章的收件回條，寄回該機關</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>為選取的檔案產生簽章的收件回條；已產生過的重新產生</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>無法產生預覽。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>無法開立</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>版次</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>狀態</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>理由</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>理由：{answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>產生{name}填報包…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>產生回條</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>產生回條…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>產生報告</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>產生填報包</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>產生填報包…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>產生後收件或審查已有變動，此報告不是最新的。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>產生這個填報期的報告</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>產生預覽</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>申請</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>申請憑證</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>申請時間</source>
        <translation>Requested at</translation>
    </message>
    <message>
        <source>申請檔（.tbenrol）以這把金鑰簽章，不含私密金鑰。寄給彙整機關後，對方會來電核對下列指紋；核對相同後登錄，新的填報包會帶來結果。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>異動</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>異動紀錄</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>登錄</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>登錄、註銷與金鑰異動會以此姓名記入紀錄</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>登錄憑證</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>登錄憑證…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>登錄申請</source>
        <translation>Enrolment request</translation>
    </message>
    <message>
        <source>登錄申請 (*.tbenrol)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>登錄申請已匯出。彙整機關核對指紋後會寄回新的填報包，匯入後即可簽章。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>發證者</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>目前只以名冊認定憑證，這樣已可收件。使用憑證 IC 卡的機關多時，可另匯入憑證機構的根憑證與廢止清冊，多一層查核。</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>目次</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>相同</source>
        <translation>same</translation>
    </message>
    <message>
        <source>確認並匯入</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>確認彙整機關</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>確認沿用</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>確認電腦時間正確</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>示範填報期（各頁標示「示範資料」，不作正式用途）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>私密金鑰不在這台電腦；若在卡片上，按「使用憑證 IC 卡…」讀取一次。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>移除</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>移除…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>移除「{name}」</source>
        <translation>Remove “{name}”</translation>
    </message>
    <message>
        <source>移除根憑證或清冊</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>移除根憑證與廢止清冊</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>程式只以輸入的 PIN 嘗試一次，也不會儲存。多數卡片連續三次錯誤即鎖卡。</source>
        <translation type="unfinished"></translation>
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
        <source>第 {revision} 版{state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>第 {revision} 版&#x3000;控制碼 {control_number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>第 {revision} 版已簽章並匯出（控制碼 {control_number}），請交付彙整機關。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>第 {revision} 版送核定&#x3000;{sent}&#x3000;{preparer}→{approver}&#x3000;控制碼 {control_number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>第 {sequence} 號</source>
        <translation>No. {sequence}</translation>
    </message>
    <message>
        <source>等候彙整機關來電核對指紋，再到「待辦」頁匯入新的填報包。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>等待{name}核定</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>等待中</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>等待寫入</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>策略</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>策略或跨策略計畫</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>策略與工作內容</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>管理憑證</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>篩選</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>篩選代碼、位置、內容或理由</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>篩選名冊</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>篩選姓名、指紋…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>篩選方案</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>篩選檢核結果</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>篩選紀錄</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>篩選計畫、指標、機關</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>簡稱</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>簽發時間</source>
        <translation>Issued at</translation>
    </message>
    <message>
        <source>簽章</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>簽章 {signers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>簽章並匯出</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>簽章並匯出後，這裡會列出每一版填報表的控制碼、時間與檔案。下一步：到「簽章」頁完成匯出。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>簽章並存成退回單…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>簽章並送核定</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>簽章並送核定…</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>簽章後留在這台電腦，由核定人到「核定」頁檢視並簽章</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>紀錄</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>累計分配</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>結束使用卡片</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>給核定人的附言（可以不填）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>經手</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>經手人</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>經手人姓名</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>經費調節</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>維持原填報內容的理由：</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>編排版面</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>編號</source>
        <translation type="unfinished"></translation>
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
        <source>總覽</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>繪製圖表</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>繼續填報</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>自清單移除</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>自簽（以名冊認定）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>至 {valid_to}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>與之不符的時間</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>與同版另一檔案成對</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>色彩</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>落後之計畫數</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>處理方式</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>複製全部</source>
        <translation>Copy all</translation>
    </message>
    <message>
        <source>複製控制碼</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>複製結果</source>
        <translation>Copy result</translation>
    </message>
    <message>
        <source>要存成退回單，請先解鎖金鑰或使用憑證 IC 卡。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>要移除{name}嗎？全部根憑證移除後，只以名冊認定憑證。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>解鎖</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>解鎖彙整機關金鑰</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>計畫</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>計畫數</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>計畫辦理情形</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>計算彙總數</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>設定</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>註記</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>註銷…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>註銷「{agency} {person_name}」的憑證，理由：</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>註銷憑證</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>詳備註（無金額）</source>
        <translation type="unfinished"></translation>
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
        <source>說明與意見</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>調整這個填報期的開始日、截止日與最後收件日</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>調節表</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>調節表…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>請以公文或通訊錄上的電話聯絡申請人，請對方逐組唸出其申請檔的指紋。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>請先到「待辦」頁匯入填報包：憑證與登錄申請都須載明機關。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>請先匯入填報包。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>請先在下方解鎖填報人的金鑰</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>請先輸入目前的通行碼。</source>
        <translation>Enter the present passphrase first.</translation>
    </message>
    <message>
        <source>請先辦理展期。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>請勾選下列確認。</source>
        <translation>Tick the confirmation below.</translation>
    </message>
    <message>
        <source>請匯入彙整機關寄來的填報包（.tbround）。匯入後，這裡會列出填報期、截止日與各計畫的填報進度。核定人請到「核定」頁開啟填報人寄來的待核定件（.tbpending）。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>請在讀卡機上輸入 PIN。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>請填寫姓名與識別代號。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>請填寫退回的理由。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>請將錯誤報告交給系統維護人員：{report}</source>
        <translation>Please hand the report to whoever maintains the system: {report}</translation>
    </message>
    <message>
        <source>請建立新的金鑰。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>請牢記新的通行碼，遺忘時無法找回。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>請牢記通行碼，遺忘時無法找回。金鑰檔請妥善保管，並分開存放備份。</source>
        <translation>Remember the passphrase: it cannot be recovered. Keep the key file safe, and its copies apart.</translation>
    </message>
    <message>
        <source>請牢記通行碼，遺忘時無法找回。金鑰檔請妥善保管；憑證檔才是要交給彙整機關的檔案。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>請致電簽章人，請對方逐組唸出其憑證指紋，與下列六組比對。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>請輸入彙整機關金鑰的通行碼：</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>請輸入目前的通行碼。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>請選取填報人的金鑰檔並輸入通行碼，或使用憑證 IC 卡。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>請選取填報人與核定人的金鑰檔並輸入通行碼，或使用憑證 IC 卡。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>請選取核定人的金鑰檔並輸入通行碼，或使用憑證 IC 卡。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>請選取金鑰檔並輸入通行碼，或使用憑證 IC 卡。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>請選擇</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>請選擇核定人</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>請選擇核定人。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>請選擇這台電腦上要做的工作。之後會直接開啟；可於「設定」改換。</source>
        <translation>Choose the work to be done on this computer. From then on it opens by itself; “Settings” changes it.</translation>
    </message>
    <message>
        <source>請重新產生填報包寄給這些機關。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>識別代號</source>
        <translation>Person ID</translation>
    </message>
    <message>
        <source>警告可於此填寫理由；理由隨該數據列印</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>讀取卡片</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>讀取待核定件</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>變動</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>變更</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>變更…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>變更「{file_name}」的通行碼；金鑰與憑證不變，不必重新登錄。先前備份的檔案仍用原來的通行碼。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>變更存放回條的資料夾</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>變更期限</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>變更期限 — {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>變更期限…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>變更通行碼</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>變更通行碼…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>變更金鑰通行碼</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>資料檔 {store}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>資料檔請放在本機磁碟，不要放在網路磁碟或雲端同步資料夾。</source>
        <translation>Keep stores on a local disk, not on a network drive or in a folder synchronised with a cloud.</translation>
    </message>
    <message>
        <source>質化指標</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>質化指標，無數值目標。</source>
        <translation type="unfinished"></translation>
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
        <source>輸入通行碼讀取…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>輸入頁面、計畫、節或欄位名稱的一部分</source>
        <translation>Part of the name of a page, project, section or field</translation>
    </message>
    <message>
        <source>退回…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>退回「{name}」的登錄申請，理由：</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>退回單</source>
        <translation>Send-back slip</translation>
    </message>
    <message>
        <source>退回單 (*.tbsendback)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>退回單已存於 {path}，請寄給{name}；對方開啟後就會看到理由。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>退回填報人</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>退回填報人…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>退回意見</source>
        <translation>Comments</translation>
    </message>
    <message>
        <source>退回意見 {count} 則尚未回復</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>退回意見 {count} 則，{left} 則尚未回復</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>退回的理由</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>退回的理由，填報人會看到</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>退回補正須至少有一則意見</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>送核定</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>送核定之後內容已有更動；要採用新的內容，請再送核定一次。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>送核定時間</source>
        <translation>Handed over at</translation>
    </message>
    <message>
        <source>逐欄檢視</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>逐頁重新產製比對：頁面與報送資料相符</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>這份填報包內的憑證名冊已逾更新期限，可能缺少最近的註銷。可先匯入填報，並請向彙整機關索取新的填報包。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>這份填報包（{title}，{agency}）的簽章憑證與先前確認的彙整機關不同。除非彙整機關親口證實更換了金鑰，否則請勿採用：可能有人冒名寄送。
先前確認的指紋：{known}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>這台電腦還沒有簽章金鑰</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>這張憑證不是簽章用途，或金鑰種類、長度不適用，不能用來簽章。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>這是第一次匯入彙整機關簽發的填報包（{title}，{agency}）。請撥打公文或通訊錄上的電話，請對方逐組唸出彙整機關的指紋，與下列六組比對；不要使用來信中的電話。</source>
        <translation type="unfinished"></translation>
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
        <source>逾期 {days_overdue} 日</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>選取 PKCS#11 模組檔</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>選取一個檔案，這裡會顯示驗章結果、原因與簽章人。</source>
        <translation>Select a file to see its result, the reasons and the signers.</translation>
    </message>
    <message>
        <source>選取匯出資料夾</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>選取左側的填報表開始審查。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>選取已有結果的檔案後，可產生收件回條</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>選取新的金鑰檔</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>選取時戳服務設定檔</source>
        <translation>Choose the timestamp settings</translation>
    </message>
    <message>
        <source>選取核定完成之檔案的資料夾</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>選取模組檔…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>選取檔案，只看驗章結果，不寫入資料檔</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>選取欄位後按 F2 寫意見；退回補正須至少一則意見。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>選取的檔案先前都已匯入，沒有變動。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>選取簽章憑證</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>選取設定檔…</source>
        <translation>Choose settings…</translation>
    </message>
    <message>
        <source>選取資料夾…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>選取金鑰檔</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>選取金鑰檔…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>選擇填報表</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>選擇存放回條的資料夾</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>選擇存放填報包的資料夾</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>選擇憑證檔</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>選擇根憑證、中繼憑證或廢止清冊</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>選擇檔案…</source>
        <translation>Choose files…</translation>
    </message>
    <message>
        <source>選擇登錄申請檔</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>選擇要驗證的檔案</source>
        <translation>Choose files to verify</translation>
    </message>
    <message>
        <source>還沒有匯入根憑證</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>還沒有可審查的填報表</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>還沒有填報期</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>還沒有已登錄的簽章憑證。登錄要等彙整機關核對指紋並寄回新的填報包，請先辦理，不必等到填完。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>還沒有收件紀錄</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>還沒有產生過填報包</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>還沒有金鑰。第一次簽發前須建立，建立後請另存備份。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>重新指定檔案…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>重新指定金鑰檔並輸入通行碼，就能讀出憑證。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>重新產生</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>重新讀取</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>量化指標</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>量化與質化指標</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>金鑰已建立，存於 {path}。下一步：匯出登錄申請寄給彙整機關；登錄前送出的填報表會被拒收。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>金鑰已解鎖，憑證已登錄。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>金鑰檔</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>金鑰檔 (*.p12 *.pfx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>金鑰檔 (*.p12)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>金鑰檔旁沒有憑證檔，須以通行碼開啟一次才知道是誰的憑證。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>金鑰檔遺失、通行碼忘記或外洩時才更換。更換後：
1. 全部機關下次匯入填報包時都會看到「簽章憑證已變更」，須以電話重新核對新的指紋；核對前也無法匯入新的收件回條。
2. 機關核對新指紋之前，仍會相信以舊金鑰簽發的檔案；舊金鑰外洩時，請立即以電話逐一通知。
3. 以舊金鑰核發給簽章人的憑證留在名冊上，到期或註銷前仍然有效，不必重發；但須用新金鑰重新產生填報包寄出。
4. 舊的金鑰檔改名留在原處；先前已收的填報表不受影響。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>金鑰與指紋不變，各機關不必重新核對。先前另存的金鑰備份仍以舊通行碼開啟：請重新備份並銷毀舊的備份。通行碼可能已外洩時，請改為更換金鑰。</source>
        <translation type="unfinished"></translation>
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
        <source>開啟</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>開啟其他資料檔…</source>
        <translation>Open another store…</translation>
    </message>
    <message>
        <source>開啟卡片</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>開啟報告</source>
        <translation>Open report</translation>
    </message>
    <message>
        <source>開啟待核定件…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>開啟待核定件或核定結果</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>開啟核定結果…</source>
        <translation type="unfinished"></translation>
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
        <source>開始 {opens_on}，截止 {due_on}，最後收件 {closes_on}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>開始填報</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>開始日</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>開始日延後：匯入新填報包的機關，在新的開始日之前不能簽章。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>開立</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>開立填報期</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>開立填報期…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>開立填報期、寄發填報包之後，各機關簽章的填報表（Excel 與 PDF）在這裡驗章並收件。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>開立填報期並收到填報表後，可在這裡產生整份年度報告。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>開立填報期後，這裡會列出各機關的收件、審查情形與彙總圖表。開立後請產生填報包寄發各機關，並於「名冊」登錄各機關簽章人的憑證。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>關閉</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>關閉訊息</source>
        <translation>Close message</translation>
    </message>
    <message>
        <source>附件</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>附件各計畫合計</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>附件所列目標</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>附表合計 {cells} 億元</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>附言</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>頁碼</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>頁面</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>順序</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>須簽章者</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>預期績效（摘要）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>預算</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>預算執行</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>顯示</source>
        <translation>Display</translation>
    </message>
    <message>
        <source>顯示或隱藏「{kind}」</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>顯示或隱藏欄位說明</source>
        <translation>Show or hide the explanation of the field</translation>
    </message>
    <message>
        <source>顯示範圍</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>首次報送，無前版可比較</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>驅動程式：{module}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>驗章並收入核定結果</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>點選欄位後，這裡會顯示填寫說明、去年填報值與退回意見。每次輸入都會自動存檔。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>（已刪除）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>（未選擇）</source>
        <translation>(none chosen)</translation>
    </message>
    <message>
        <source>（無）</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>，</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>，憑證名冊第 {registry} 號</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>／{count} 頁</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>；</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
