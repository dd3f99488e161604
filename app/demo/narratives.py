"""Generated texts of the demonstration; none of them describes the work of a real agency."""

from random import Random

_OPENINGS = (
    "本年度依核定內容推動「{name}」，各項工作依規劃期程辦理。",
    "「{name}」本年度延續前期成果，並依滾動檢討意見調整執行重點。",
    "本年度「{name}」以擴大參與及深化合作為主軸，分階段推動各項措施。",
)
_ACTIVITIES = (
    "辦理說明會 {a} 場次，計 {b} 人次參與，並將常見問題彙整公開於網站。",
    "完成 {a} 案輔導，提供經營管理、財務及行銷諮詢服務 {b} 小時。",
    "與 {a} 個地方政府及民間團體建立合作關係，共同辦理活動 {c} 場。",
    "編製教材及案例手冊 {c} 冊，上網供各界下載，累計下載 {b} 次。",
    "召開工作會議 {c} 次，逐案追蹤進度並協助排除執行困難。",
    "辦理培訓課程 {a} 梯次，結訓學員 {b} 人，課程滿意度達 9 成以上。",
    "辦理實地訪視 {a} 處，依訪視意見修正作業流程 {c} 項。",
    "媒合企業與社會創新組織 {a} 案，其中 {c} 案已進入實質合作。",
)
_EFFECTS = (
    "參與單位回饋顯示，跨域合作有助縮短服務導入時間，並降低重複投入。",
    "透過資料公開與成果分享，帶動其他縣市依在地需求提出類似方案。",
    "受益對象涵蓋青年、婦女、原住民族及偏鄉居民，逐步形成在地支持網絡。",
    "執行經驗已整理為作業指引，供後續年度及其他機關參考。",
)
_HIGHLIGHTS = (
    "在地串聯示範案",
    "青年返鄉實作案",
    "公私協力共創案",
    "數位服務導入案",
    "跨縣市擴散案",
)
_NEXT = (
    "持續依核定目標推動，優先補足本年度尚未達成之項目。",
    "擴大與地方政府合作，並將成效良好之做法納入常態作業。",
    "強化資料蒐集與成效評估，作為滾動修正之依據。",
)


def write_narrative(random: Random, name: str, paragraphs: int) -> str:
    """Generate a results narrative of that many numbered paragraphs."""
    lines = ["（示範資料）" + random.choice(_OPENINGS).format(name=name)]
    for number in range(1, paragraphs + 1):
        picked = random.sample(_ACTIVITIES, 2)
        filled = "".join(each.format(**_figures(random)) for each in picked)
        lines.append(f"{number}. {filled}{random.choice(_EFFECTS)}")
    return "\n".join(lines)


def write_highlight(random: Random, name: str) -> tuple[str, str]:
    """Generate title and summary of one highlight."""
    activity = random.choice(_ACTIVITIES).format(**_figures(random))
    summary = f"（示範資料）於「{name}」項下，{activity}{random.choice(_EFFECTS)}"
    return random.choice(_HIGHLIGHTS), summary


def write_next_year(random: Random, name: str) -> str:
    """Generate the focus of the next year."""
    return f"（示範資料）「{name}」下年度將" + random.choice(_NEXT)


def _figures(random: Random) -> dict[str, int]:
    return {
        "a": random.randint(3, 24),
        "b": random.randint(40, 980),
        "c": random.randint(2, 12),
    }
