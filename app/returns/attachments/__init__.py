"""Attachments (附件): what a payload says of them, and the package they leave the computer in."""
