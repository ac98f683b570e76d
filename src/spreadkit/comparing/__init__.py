"""One plan or framework beside another: crosswalks, editions, profiles by concept, which framework fits.

In: models. Out: models that say what covers, differs or fits. Reads no file.
"""
