"""The floor of a database program: PySide6, SQLAlchemy, 39 rows read into a table."""

import sys

import sqlalchemy
from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem

from benchmarks.peers.painted import Painted

application = QApplication(sys.argv[:1])
engine = sqlalchemy.create_engine(f"sqlite:///{sys.argv[1]}")
with engine.connect() as connection:
    query = "SELECT id, name, amount FROM project ORDER BY id"
    rows = connection.execute(sqlalchemy.text(query)).all()
table = QTableWidget(len(rows), 3)
for row, values in enumerate(rows):
    for column, value in enumerate(values):
        table.setItem(row, column, QTableWidgetItem(str(value)))
table.resize(1200, 760)
watch = Painted(table.viewport())
table.show()
application.exec()
