"""The records of the network: typed, immutable values that hold their parts as objects.

Records are compared by value, hashable, picklable and copyable. Constructors take keyword arguments
and raise `TypeError` or `ValueError` for the same values that the loader of documents rejects.
Unknown values are `None`. Import the classes from `gnlc`: the modules here are separate so that
looking up a city does not load all of them.
"""
