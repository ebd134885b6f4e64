"""The parts of the site that are made of the data, the records and the command line, as MyST.

Only `extension` knows of Sphinx; the others return texts.
"""
