"""what channels write: one-time keys, undelivered replies, installations"""

from alembic import op
import sqlalchemy as sa


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('one_time_key',
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('expires', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_one_time_key'))
    )
    op.create_index(op.f('ix_one_time_key_expires'), 'one_time_key', ['expires'], unique=False)
    op.create_table('undelivered_reply',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('reference', sa.String(length=40), nullable=False),
    sa.Column('channel', sa.String(length=40), nullable=False),
    sa.Column('conversation', sa.String(length=200), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('failed', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_undelivered_reply'))
    )
    op.create_index(
        op.f('ix_undelivered_reply_reference'), 'undelivered_reply', ['reference'], unique=False
    )
    op.create_table('installation',
    sa.Column('channel', sa.String(length=40), nullable=False),
    sa.Column('workspace', sa.String(length=100), nullable=False),
    sa.Column('granted', sa.JSON(), nullable=False),
    sa.Column('installed', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('channel', 'workspace', name=op.f('pk_installation'))
    )


def downgrade() -> None:
    op.drop_table('installation')
    op.drop_table('undelivered_reply')
    op.drop_table('one_time_key')
