"""Patients (患者、救助对象): one record a person, on which cases hang, its doubles, and who may see it."""
