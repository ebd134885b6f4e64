"""Parts of the site that are generated from the data, the records and the command line, as MyST.

Only `extension` depends on Sphinx; the other modules return strings.
"""
