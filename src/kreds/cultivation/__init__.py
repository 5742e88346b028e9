"""Guide 2: cultivate the network on purpose and regularly, with Listen, Learn, Help, Inspire."""
