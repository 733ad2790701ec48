"""The review desk in a browser. Shows what pipeline/reviewing returns and passes on what people decide; decides nothing itself.

main.py      signs somebody in, lays out the pages, turns errors into a sentence on the page
session.py   typed access to what a browser's session holds
screens/     one page a file
pieces/      parts of pages that several use: HTML in which every text is escaped
"""
