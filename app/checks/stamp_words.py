"""A timestamp in words; loads no library, so that a window may say it."""

from app.models.periods import format_taiwan_time
from app.models.signatures import Timestamp


def describe_stamp(stamp: Timestamp) -> str:
    """When, by whom, and whether it counts."""
    time = format_taiwan_time(stamp.at)
    counted = "已採計" if stamp.is_trusted else "未採計：不是本機設定的時戳服務"
    return f"{time}（{stamp.authority}，{counted}）"
