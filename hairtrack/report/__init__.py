"""Paper: what a report says, the chart, the PDF."""
