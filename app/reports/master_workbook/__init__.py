"""The Excel master workbook of a round."""
