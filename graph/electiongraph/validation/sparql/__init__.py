"""SPARQL constraints: tried over columns and lookups (`trials`), or asked of Oxigraph (`asking`)."""
