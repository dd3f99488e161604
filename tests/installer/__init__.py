"""Tests of the packages for the users' computers: what can be judged on Linux."""
