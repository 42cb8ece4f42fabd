"""The round sheet without a screen: what each key does to a round."""
