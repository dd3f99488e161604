"""Sentences beside the steps of signing: how far each is, or what is still missing."""

from app.agency.handing_in.steps import Obstacle, SigningSteps, StepState
from app.models.agency_rounds import AgencyRoundState
from app.ui.messages import word
from app.ui.translation import tr


def describe_check(steps: SigningSteps) -> str:
    """檢核: what stands in the way of the contents."""
    match steps.check.obstacle:
        case None:
            return tr("檢核通過。")
        case Obstacle.OPEN_FINDINGS:
            return tr("尚有 {left} 項須處理。", left=steps.open_findings)
        case Obstacle.UNCONFIRMED_VALUES:
            return tr(
                "尚有 {count} 欄沿用上期資料而未確認。請到「填報」逐欄確認，或在「待辦」一次確認。",
                count=steps.unconfirmed,
            )
        case Obstacle.UNANSWERED_REMARKS:
            return tr("尚有 {count} 則退回意見未回復。", count=len(steps.unanswered))
        case _:
            return tr("請先匯入填報包。")


def describe_sign(steps: SigningSteps) -> str:
    """簽章: whose key is missing, or which approver."""
    match steps.sign.obstacle:
        case None:
            return tr("金鑰已解鎖，憑證已登錄。")
        case Obstacle.KEY_LOCKED:
            if steps.hands_over:
                return tr("請選取填報人的金鑰檔並輸入通行碼，或使用憑證 IC 卡。")
            return tr("請選取金鑰檔並輸入通行碼，或使用憑證 IC 卡。")
        case Obstacle.KEY_UNREGISTERED:
            return tr(
                "憑證尚未登錄。請到「憑證」頁匯出登錄申請寄給彙整機關，再匯入更新後的填報包。"
            )
        case Obstacle.APPROVER_NOT_CHOSEN:
            return tr("請選擇核定人。")
        case _:
            return tr("請先匯入填報包。")


def describe_delivery(steps: SigningSteps) -> str:
    """交付: gone out, waiting for the approver, or what may be done now."""
    if steps.deliver.obstacle is Obstacle.AWAITING_APPROVER and steps.pending is not None:
        return tr(
            "已送核定，等待{person_name}。再送一次即取代前一次。",
            person_name=steps.pending.approver.person_name,
        )
    if steps.deliver.state is StepState.DONE:
        if steps.is_received:
            return word(AgencyRoundState.RECEIVED)
        return tr("已產生，請將兩個檔案交付彙整機關。")
    if steps.may_sign:
        return tr("可以簽章並送核定。") if steps.hands_over else tr("可以簽章並匯出。")
    if steps.hands_over:
        return tr("完成前面步驟後即可送核定。")
    return tr("完成前面步驟後即可匯出。")
