"""The second engine: tallies of nodes added up in SQL over the columns of a collected data set; verdict, pace, gap and light stay
where they are."""
