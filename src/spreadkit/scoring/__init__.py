"""From answers to scores, as pure functions.

`answers` judges one answer, `leaves` all of a framework's; `operators` joins quantities, `figures` does a framework's
arithmetic with them; `agreement` looks at raters, `facts` counts what is counted from the plan. `score` puts them
together, and says of every gate what holds it shut.
"""
