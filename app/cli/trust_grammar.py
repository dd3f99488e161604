"""The grammar of `enroll`, `registry`, `round` and `receipt`: each has commands of its own."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli import anchor_commands
from app.cli import trust_commands as run
from app.cli.grammar import Commands, add_command, add_group, add_office_options, add_store
from app.cli.key_options import add_key_options
from app.models.signatures import SignerRole


def add_trust_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the four groups to the command line."""
    _add_enroll(
        add_group(commands, "enroll", "憑證登錄申請：產生（機關）；收件、核對、退回（彙整機關）")
    )
    registry = add_group(commands, "registry", "憑證名冊與彙整機關的金鑰（彙整機關）")
    _add_registry(registry)
    _add_make_key(registry)
    _add_anchors(registry)
    _add_round(add_group(commands, "round", "填報包：產生（彙整機關）、檢視、匯入（機關）"))
    _add_receipt(add_group(commands, "receipt", "收件回條：產生（彙整機關）、匯入（機關）"))


def _add_enroll(group: Commands[argparse.ArgumentParser]) -> None:
    request = add_command(group, "request", run.run_enroll_request, "產生登錄申請檔（.tbenrol）")
    add_key_options(request)
    request.add_argument("--agency", required=True, help="機關代碼，例如 MOE")
    request.add_argument("--person", required=True, help="簽章人姓名")
    request.add_argument("--person-id", required=True, help="簽章人識別代號")
    request.add_argument(
        "--role",
        choices=[each.value for each in SignerRole],
        required=True,
        help="身分：preparer 填報人、approver 核定人",
    )
    earlier = request.add_mutually_exclusive_group()
    earlier.add_argument("--renews", metavar="SHA256", help="展期：原憑證的 SHA-256")
    earlier.add_argument("--replaces", metavar="SHA256", help="換發：原憑證的 SHA-256")
    request.add_argument(
        "--out", type=Path, required=True, metavar="FILE.tbenrol", help="登錄申請的檔名"
    )

    taken = add_command(group, "import", run.run_enroll_import, "將登錄申請收進待核對清單")
    taken.add_argument("files", nargs="+", type=Path, metavar="FILE", help="登錄申請（.tbenrol）")
    add_store(taken, "彙整機關資料檔")
    listed = add_command(group, "list", run.run_enroll_list, "列出登錄申請與編號")
    add_store(listed, "彙整機關資料檔")
    listed.add_argument("--json", action="store_true", help="以 JSON 輸出")
    confirm = add_command(group, "confirm", run.run_enroll_confirm, "核對指紋相同後登錄")
    confirm.add_argument("number", type=int, help="登錄申請編號（見 enroll list）")
    confirm.add_argument("--fingerprint", required=True, help="簽章人以電話唸出的六組指紋")
    add_store(confirm, "彙整機關資料檔")
    _add_passphrase(confirm, "存放彙整機關金鑰通行碼的檔案")
    reject = add_command(group, "reject", run.run_enroll_reject, "退回登錄申請")
    reject.add_argument("number", type=int, help="登錄申請編號（見 enroll list）")
    reject.add_argument("--reason", required=True, help="退回理由")
    add_store(reject, "彙整機關資料檔")


def _add_registry(group: Commands[argparse.ArgumentParser]) -> None:
    listed = add_command(group, "list", run.run_registry_list, "列出憑證名冊")
    add_store(listed, "彙整機關資料檔")
    listed.add_argument("--json", action="store_true", help="以 JSON 輸出")
    withdraw = add_command(group, "withdraw", run.run_registry_withdraw, "註銷憑證")
    withdraw.add_argument(
        "certificate", metavar="SHA256", help="憑證的 SHA-256（見 registry list）"
    )
    withdraw.add_argument("--reason", required=True, help="註銷理由")
    add_store(withdraw, "彙整機關資料檔")
    key = add_command(group, "office-key", run.run_registry_key, "顯示彙整機關簽章憑證的指紋")
    add_store(key, "彙整機關資料檔")
    key.add_argument("--certificate-out", type=Path, metavar="FILE.pem", help="另存彙整機關的憑證")


def _add_make_key(group: Commands[argparse.ArgumentParser]) -> None:
    make = add_command(group, "make-key", run.run_registry_make_key, "建立彙整機關的簽章金鑰")
    add_store(make, "彙整機關資料檔")
    _add_passphrase(make, "存放新通行碼的檔案", required=True)
    make.add_argument("--replace", action="store_true", help="更換金鑰；各機關須重新核對指紋")

    change = add_command(
        group,
        "passphrase",
        anchor_commands.run_registry_passphrase,
        "變更彙整機關金鑰的通行碼；金鑰與指紋不變",
    )
    add_store(change, "彙整機關資料檔")
    _add_passphrase(change, "存放目前通行碼的檔案；省略時詢問")
    change.add_argument(
        "--new-passphrase-file", type=Path, help="存放新通行碼的檔案；省略時詢問兩次"
    )


def _add_anchors(registry: Commands[argparse.ArgumentParser]) -> None:
    group = add_group(registry, "anchors", "根憑證、中繼憑證與廢止清冊")
    add = add_command(
        group,
        "add",
        anchor_commands.run_anchors_add,
        "匯入根憑證、中繼憑證或廢止清冊（PEM、DER、.p7b）",
    )
    add.add_argument("files", nargs="+", type=Path, metavar="FILE", help="憑證或清冊的檔案")
    add_store(add, "彙整機關資料檔")
    listed = add_command(
        group, "list", anchor_commands.run_anchors_list, "列出已匯入的根憑證、中繼憑證與廢止清冊"
    )
    add_store(listed, "彙整機關資料檔")
    listed.add_argument("--json", action="store_true", help="以 JSON 輸出")
    remove = add_command(
        group, "remove", anchor_commands.run_anchors_remove, "移除一份根憑證、中繼憑證或廢止清冊"
    )
    remove.add_argument(
        "anchor", metavar="SHA256", help="該份的 SHA-256（見 registry anchors list）"
    )
    add_store(remove, "彙整機關資料檔")


def _add_round(group: Commands[argparse.ArgumentParser]) -> None:
    write = add_command(group, "write", run.run_round_write, "產生簽章的填報包")
    write.add_argument("--round", required=True, help="填報期代碼，例如 114-annual")
    write.add_argument("--agency", action="append", help="機關代碼，例如 MOE；可重複，省略時為全部")
    write.add_argument("--out", type=Path, required=True, metavar="DIR", help="輸出資料夾")
    add_store(write, "彙整機關資料檔")
    _add_passphrase(write, "存放彙整機關金鑰通行碼的檔案")
    show = add_command(group, "show", run.run_round_show, "檢視填報包與其簽章者，不匯入")
    show.add_argument("file", type=Path, metavar="FILE.tbround", help="填報包")
    receive = add_command(group, "receive", run.run_round_receive, "匯入填報包")
    receive.add_argument("file", type=Path, metavar="FILE.tbround", help="填報包")
    add_store(receive, "機關資料檔；不存在時建立")
    add_office_options(receive, "與彙整機關核對過的六組指紋；首次匯入時必填")


def _add_receipt(group: Commands[argparse.ArgumentParser]) -> None:
    write = add_command(group, "write", run.run_receipt_write, "產生收件回條（.tbreceipt）")
    write.add_argument("--round", required=True, help="填報期代碼，例如 114-annual")
    write.add_argument("--agency", action="append", help="機關代碼，例如 MOE；可重複，省略時為全部")
    write.add_argument("--out", type=Path, required=True, metavar="DIR", help="輸出資料夾")
    add_store(write, "彙整機關資料檔")
    _add_passphrase(write, "存放彙整機關金鑰通行碼的檔案")
    load = add_command(group, "load", run.run_receipt_load, "匯入收件回條")
    load.add_argument("files", nargs="+", type=Path, metavar="FILE", help="收件回條（.tbreceipt）")
    add_store(load, "機關資料檔")


def _add_passphrase(
    parser: argparse.ArgumentParser, help_text: str, *, required: bool = False
) -> None:
    parser.add_argument("--passphrase-file", type=Path, required=required, help=help_text)
