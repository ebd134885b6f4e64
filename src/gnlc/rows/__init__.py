"""Cities handed on in other forms: records, CSV, JSON, GeoJSON."""
