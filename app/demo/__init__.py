"""The demonstration: the real plan, made-up answers from a fixed seed, marked 示範資料."""
