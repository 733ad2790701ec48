"""The server of the desk: Streamlit's command, with what every page needs loaded while the browser opens."""

import threading
from importlib import import_module

from streamlit.web import cli

if __name__ == "__main__":
    threading.Thread(target=import_module, args=("app.session",), daemon=True).start()
    cli.main(prog_name="streamlit")
