"""From draft to signed pair: freezing, preview, signing, approval by a second person."""
