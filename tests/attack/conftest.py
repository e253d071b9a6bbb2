pytest_plugins = ["clean_bed"]
