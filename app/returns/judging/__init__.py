"""What workbook and PDF verification share: context, refusals, binding of signers, timestamps."""
