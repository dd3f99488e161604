"""The store on disk: tables, engine, lock, migrations. Values cross its border, rows do not."""
