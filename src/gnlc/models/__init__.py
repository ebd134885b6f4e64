"""The records of the network: typed, immutable values that hold their parts as objects.

All are compared by value, hashable, picklable and copyable. They are made with keyword arguments,
and a constructor refuses what the loader of documents refuses, with `TypeError` or `ValueError`.
An unknown is `None`, never a guess. Import them from `gnlc` itself; the modules here are kept apart
so that looking up a city need not build the classes of everything else.
"""
