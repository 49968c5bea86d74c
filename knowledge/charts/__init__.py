"""Charts as pictures: what is in them (``figures``), and how they are drawn (``drawing``)."""
