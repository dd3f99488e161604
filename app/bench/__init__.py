"""The ground both desks share: the clock of a store and the evidence against it."""
