"""What a text holds of patients and other people: a text goes in, what was found in it and where comes out.

Pure: it may use the libraries of check digits and telephone numbers, which it imports only for what looks like one.
"""
