"""Series of measures, and the charts that judge them.

In: measures with their rows, and a day. Out: points, and run and control charts with what their rules find. Reads no
file; `spc` knows nothing of plans.
"""
