"""Charts as Vega-Lite specifications: data in, plain data out, one file a chart; `drawing` makes pictures of them.

Every place on a chart is worked out here and stands in its specification: no text is put where the library that draws
might put it elsewhere on another machine. Files whose name begins with `_` hold what charts share.
"""
