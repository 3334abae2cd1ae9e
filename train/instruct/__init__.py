"""The stages from examples to a trained model: `project` and `instruct`."""
