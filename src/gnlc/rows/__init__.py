"""Conversion of records to flat records, CSV, JSON, GeoJSON and Arrow."""
