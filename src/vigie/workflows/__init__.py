"""One function per command, used alike by the command line, the web and the API."""
