"""Every change of the tables, in order; run when the app opens its database."""
