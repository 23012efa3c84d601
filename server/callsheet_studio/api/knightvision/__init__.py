"""The Knightvision API: ad analysis, clips and characters, paid in credits."""
