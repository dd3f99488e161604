"""The demonstration: the approved plan with generated answers, marked 示範資料."""
