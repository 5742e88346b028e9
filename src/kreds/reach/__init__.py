"""How far a post carries (guide part 0): the tasting, the spread after it, and what a change of the network does.

Arrays with one row for each relation come in, frozen values go out; nothing here needs a store. In order: a `Network`
and `Assumptions` make an `Exposure` (who is shown a post, who reacts), with a `Gate` a `Tasting`; of it come the exact
`outlook`, the `influence` of each single relation and the simulated `forecast`. `what_if.compare`, `plan.best_plan`,
`tornado.tornado` and `calibration.calibrate` start from the network itself.

>>> import numpy as np
>>> from kreds.reach.exposure import exposure_of
>>> from kreds.reach.gate import gate_of, taste
>>> from kreds.reach.influence import influence
>>> from kreds.reach.network import network_of
>>> from kreds.reach.outlook import outlook
>>> levels = np.repeat([[1.0, 0.0], [0.0, 0.0], [0.0, 1.0]], [40, 60, 100], axis=0)
>>> network = network_of(np.arange(200), strong=levels[:, 0], worthless=levels[:, 1])
>>> tasting = taste(exposure_of(network), gate_of())
>>> round(outlook(tasting).chance, 2), round(outlook(tasting).views)
(0.53, 55)
>>> effect = influence(tasting).on_chance
>>> bool(effect[0] > 0.0 > effect[-1])  # a strong relation carries posts, a worthless one stops them
True
"""
