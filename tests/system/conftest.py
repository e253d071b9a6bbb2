pytest_plugins = ["clean_bed", "install_bed"]
