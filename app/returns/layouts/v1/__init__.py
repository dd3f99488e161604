"""The first layout: words, figures, measures and sheets. Once released nothing in it changes.

It reaches nothing but itself, the models and the modules named in `tests/returns/layouts`.
"""
