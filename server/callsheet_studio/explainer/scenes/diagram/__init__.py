"""Diagrams: flowcharts, states, sequences, mind maps, pies, timelines and charts."""
