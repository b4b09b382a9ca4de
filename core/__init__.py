"""Lower Back, Step by Step: the decisions of the app, without a browser. Start reading at `core.journal`."""
