"""Starting a case (登记): which process, for which department, and its start form."""
