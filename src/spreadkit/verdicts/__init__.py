"""What a sponsor may be told of a plan on a day: five verdicts, a headline, what moved, and the size in human terms.

In: a PlanState, that is what the data say, in figures and days. Out: verdicts with their sentences, figures and
routes. Rules choose rows; a catalogue of messages words them. Reads no file and no clock.
"""
