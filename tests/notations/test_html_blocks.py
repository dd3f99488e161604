"""The HTML that spreadsheets put on the clipboard, rebuilt in its kinds."""

import json
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.notations.html_blocks import read_clipboard

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta name=ProgId content=Excel.Sheet></head><body><table border=0 width=300>
<!--StartFragment-->
 <col width=88 style='width:66pt'>
 <tr height=20 style='height:15.0pt'>
  <td height=20 class=xl65 style='height:15.0pt'>指標項目</td>
  <td colspan=2 class=xl66>114 年</td>
 </tr>
 <tr height=20>
  <td rowspan=2 height=40>綠色消費</td>
  <td class=xl65 align=right><span style='mso-spacerun:yes'> </span>$<span
  style='mso-spacerun:yes'>  </span>20.00 </td>
  <td>"示範家數，另計</td>
 </tr>
 <tr height=0 style='display:none'>
  <td>9</td>
  <td>隱藏</td>
 </tr>
 <tr height=20>
  <td>120<br>
    8</td>
  <td>########</td>
  <td></td>
 </tr>
<!--EndFragment-->
</table></body></html>"""


def table(*cells: str) -> str:
    return f"<table><tr>{''.join(cells)}</tr></table>"


def only(html: str, text: str = "") -> str:
    (row,) = read_clipboard(html, text).rows
    (cell,) = row
    return cell


def sheets(kind: int, value: object, shown: str, number_format: int = 0) -> str:
    stated = escape(json.dumps({"1": kind, str(kind): value}))
    formatted = f' data-sheets-numberformat="{escape(json.dumps({"1": number_format}))}"'
    return f'<td data-sheets-value="{stated}"{formatted if number_format else ""}>{shown}</td>'


def test_merged_hidden_and_broken_cells_stand_where_they_stood() -> None:
    text = (
        '指標項目\t114 年\t\r\n綠色消費\t $  20.00 \t"示範家數，另計\r\n\t9\t隱藏\r\n'
        '"120\n8"\t1234567890\t\r\n'
    )
    found = read_clipboard(EXCEL, text)
    assert found.rows == [
        ["指標項目", "114 年", ""],
        ["綠色消費", "$ 20.00", '"示範家數，另計'],
        ["120\n8", "1234567890", ""],
    ]
    assert found.hidden_rows == 1
    assert found.shown[2] == ["120\n8", "########", ""]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<td sdval="1234.567" sdnum="1028;0;#,##0.0">1,234.6</td>', "1234.567"),
        ('<td sdval="0.93214" sdnum="1028;0;0%">93%</td>', "93.21400%"),
        ('<td sdval="0.30000000000000004" sdnum="1028;">0.3</td>', "0.300000000000000"),
        ('<td sdval="1e999999" sdnum="1028;">1E+999999</td>', "1E+999999"),
        ('<td sdval="1200.5" sdnum="1028;0;Standard">1201</td>', "1200.5"),
        ('<td sdval="-1200" sdnum="1028;0;#,##0">(1,200)</td>', "-1200"),
        ('<td sdval="1200" sdnum="1028;0;#,##0&quot;家&quot;">1,200家</td>', "1200家"),
        ('<td sdval="1200.4" sdnum="1028;0;[$NT$]#,##0">NT$1,200</td>', "NT$1200.4"),
        ('<td sdval="0" sdnum="1028;0;_-* #,##0_-"> - </td>', "0"),
        ('<td sdval="5511981918127" sdnum="1046;0;">5.51198E+12</td>', "5511981918127"),
        ('<td sdval="45356" sdnum="1028;1028;YYYY/M/D">2024/3/5</td>', "2024/3/5"),
        ('<td sdval="45356" sdnum="1028;1028;E年M月D日">113年3月5日</td>', "113年3月5日"),
        # shown in thousands: whether the table or the cell is meant, nobody can tell
        ('<td sdval="1200000" sdnum="1028;0;#,##0,">1,200</td>', "1,200"),
        ('<td x:num="1234.56">1,235</td>', "1234.56"),
        ("<td x:num>1,235</td>", "1,235"),
        (sheets(3, 3.256, "3.26"), "3.256"),
        (sheets(3, 45356, "2024/3/5", 5), "2024/3/5"),
        (sheets(2, "甲", "甲"), "甲"),
        ('<td data-sheets-value="nonsense">7</td>', "7"),
        ("<td><p>一</p><p>二</p></td>", "一\n二"),
        ("<td>&lt;b&gt;x&lt;/b&gt;&nbsp;</td>", "<b>x</b>\u00a0"),
    ],
)  # fmt: skip
def test_the_value_behind_what_is_shown(cell: str, text: str) -> None:
    assert only(table(cell)) == text


def test_a_hidden_column_is_left_out() -> None:
    row = "<tr><td>1</td><td style='display:none'>2</td><td>3</td></tr>"
    assert read_clipboard(f"<table>{row * 2}</table>", "").rows == [["1", "3"]] * 2


@pytest.mark.parametrize("html", ["", "<p>1</p>", table("<td>1</td>") * 2, "<table></table>"])
def test_without_one_table_the_text_counts(html: str) -> None:
    assert read_clipboard(html, "7\t8\r\n").rows == [["7", "8"]]


@given(st.text("<>/tablerdh =\"'123,.-%#&;colspan", max_size=60), st.text(max_size=20))
def test_no_markup_makes_reading_crash(html: str, text: str) -> None:
    for each in (html, f"<table><tr><td {html}>{html}</td></tr></table>"):
        read_clipboard(each, text)


def test_a_column_that_excel_hides_is_left_out_and_counted() -> None:
    html = (
        "<table><col width=72><col span=2 style='display:none;mso-width-source:userset'><col>"
        "<tr><td>甲</td><td>1</td><td>2</td><td>30</td></tr>"
        "<tr><td>乙</td><td>3</td><td>4</td><td>40</td></tr></table>"
    )
    found = read_clipboard(html, "甲\t1\t2\t30\r\n乙\t3\t4\t40\r\n")
    assert found.rows == [["甲", "30"], ["乙", "40"]]
    assert (found.hidden_rows, found.hidden_columns, found.hidden) == (0, 2, 2)


def test_a_cell_merged_over_rows_is_one_text_and_blanks_below() -> None:
    html = (
        "<table><tr><td rowspan=2>甲計畫</td><td>人數</td><td sdval='12'>12</td></tr>"
        "<tr><td>場次</td><td sdval='3'>3</td></tr></table>"
    )
    assert read_clipboard(html, "").rows == [["甲計畫", "人數", "12"], ["", "場次", "3"]]
