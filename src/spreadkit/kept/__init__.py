"""Results that are kept from run to run, in the user's own cache folder, and by what all that went in was.

In come runs with the questions that they asked of the file system; out comes what they said, as long as each question
is answered as it was then. Nothing here is ever written beside a plan.
"""
